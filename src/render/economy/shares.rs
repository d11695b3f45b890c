/// Shares of a whole as whole percents that sum to 100: each is rounded down, and what is missing goes to those that lost most, of equals
/// to the first. All 0 where there is no whole.
pub(super) fn whole_shares<const N: usize>(parts: [f64; N]) -> [u32; N] {
    let whole: f64 = parts.iter().sum();
    if whole <= 0.0 {
        return [0; N];
    }
    let exact = parts.map(|part| 100.0 * part / whole);
    let mut shares = exact.map(|share| share.floor() as u32);
    let missing = 100_u32.saturating_sub(shares.iter().sum());
    let mut order: Vec<usize> = (0..N).collect();
    order.sort_by(|a, b| exact[*b].fract().total_cmp(&exact[*a].fract()));
    for at in order.into_iter().take(missing as usize) {
        shares[at] += 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rounding_loses_goes_to_those_that_lost_most() {
        assert_eq!(whole_shares([1.0, 1.0, 1.0]), [34, 33, 33]);
        assert_eq!(whole_shares([10.5, 20.5, 69.0]), [11, 20, 69]);
        assert_eq!(whole_shares([0.0, 5.0, 0.0]), [0, 100, 0]);
        assert_eq!(whole_shares([0.0, 0.0]), [0, 0]);
    }

    #[test]
    fn shares_sum_to_a_hundred_and_none_is_a_whole_percent_off() {
        for seed in 1..400_u32 {
            let parts = [7, 13, 29, 53].map(|factor| f64::from(seed.wrapping_mul(factor * 2_654_435) % 10_000));
            let shares = whole_shares(parts);
            assert_eq!(shares.iter().sum::<u32>(), 100, "{parts:?}");
            let whole: f64 = parts.iter().sum();
            for (share, part) in shares.into_iter().zip(parts) {
                assert!((f64::from(share) - 100.0 * part / whole).abs() < 1.0, "{parts:?}: {shares:?}");
            }
        }
    }
}
