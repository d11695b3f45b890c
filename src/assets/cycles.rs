/// Files in groups, each after those to which it refers: a group is one file, or all files of a circle, sorted.
///
/// `edges` lists for each file those to which it refers. This is Tarjan's algorithm for strongly connected components,
/// with a stack of its own, so that no chain of references is too long.
pub(super) fn groups(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let files = edges.len();
    let (order, lowest, is_open) = (vec![None; files], vec![0; files], vec![false; files]);
    let mut search = Search { edges, order, lowest, is_open, ..Search::default() };
    for file in 0..files {
        if search.order[file].is_none() {
            search.visit(file);
        }
    }
    search.groups
}

#[derive(Default)]
struct Search<'a> {
    edges: &'a [Vec<usize>],
    /// When a file was first seen.
    order: Vec<Option<usize>>,
    /// The earliest file of `open` that can be reached from a file.
    lowest: Vec<usize>,
    /// Files whose group is not known yet.
    open: Vec<usize>,
    is_open: Vec<bool>,
    seen: usize,
    groups: Vec<Vec<usize>>,
}

impl Search<'_> {
    fn visit(&mut self, start: usize) {
        // Each file with the number of its edges that have been followed.
        let mut path = vec![(start, 0)];
        self.enter(start);
        while let Some((file, followed)) = path.last_mut() {
            let file = *file;
            if let Some(&next) = self.edges[file].get(*followed) {
                *followed += 1;
                match self.order[next] {
                    None => {
                        self.enter(next);
                        path.push((next, 0));
                    }
                    Some(order) if self.is_open[next] => {
                        self.lowest[file] = self.lowest[file].min(order);
                    }
                    Some(_) => {}
                }
                continue;
            }
            path.pop();
            if let Some((before, _)) = path.last() {
                self.lowest[*before] = self.lowest[*before].min(self.lowest[file]);
            }
            if self.order[file] == Some(self.lowest[file]) {
                self.close(file);
            }
        }
    }

    fn enter(&mut self, file: usize) {
        self.order[file] = Some(self.seen);
        self.lowest[file] = self.seen;
        self.seen += 1;
        self.open.push(file);
        self.is_open[file] = true;
    }

    /// Makes a group of all open files from this one on.
    fn close(&mut self, first: usize) {
        let from = self.open.iter().rposition(|file| *file == first).expect("a file is open until its group is made");
        let mut group = self.open.split_off(from);
        for &file in &group {
            self.is_open[file] = false;
        }
        group.sort_unstable();
        self.groups.push(group);
    }
}
