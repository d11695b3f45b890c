//! The words of which the corpus is made. Titles of jobs are a material, a thing and a role, so that nobody takes them for real ones.

pub const MATERIALS: [&str; 32] = [
    "Amber", "Basalt", "Birch", "Brass", "Chalk", "Cobalt", "Copper", "Coral", "Ebony", "Flint", "Glass", "Granite",
    "Hazel", "Indigo", "Iron", "Jade", "Linen", "Marble", "Nickel", "Oak", "Opal", "Pearl", "Pewter", "Quartz",
    "Rowan", "Silk", "Slate", "Tin", "Velvet", "Walnut", "Willow", "Zinc",
];

pub const THINGS: [&str; 32] = [
    "Anchor", "Arch", "Bell", "Bridge", "Candle", "Clock", "Compass", "Crane", "Drum", "Fan", "Fountain", "Gate",
    "Globe", "Harp", "Kettle", "Kite", "Ladder", "Lantern", "Lens", "Loom", "Mirror", "Organ", "Pulley", "Quill",
    "Rope", "Sail", "Sundial", "Tower", "Umbrella", "Vane", "Wheel", "Whistle",
];

pub const ROLES: [&str; 32] = [
    "Binder", "Builder", "Caller", "Carrier", "Counter", "Cutter", "Dealer", "Drawer", "Finder", "Fitter", "Grader",
    "Guard", "Keeper", "Lister", "Maker", "Mender", "Minder", "Mover", "Painter", "Planner", "Polisher", "Reader",
    "Rigger", "Setter", "Sorter", "Teller", "Tender", "Tester", "Tuner", "Turner", "Weigher", "Writer",
];

pub const INDUSTRIES: [&str; 20] = [
    "Attic", "Barn", "Cellar", "Dock", "Eaves", "Forge", "Garden", "Harbour", "Island", "Jetty", "Kiln", "Lagoon",
    "Mill", "Nursery", "Orchard", "Pier", "Quarry", "River", "Stable", "Terrace",
];

pub const TOOL_WORKS: [&str; 8] =
    ["Sorting", "Drafting", "Counting", "Weighing", "Drawing", "Reading", "Planning", "Naming"];

pub const TOOL_KINDS: [&str; 5] = ["Engine", "Companion", "Desk", "Model", "Bench"];

/// What a task begins with.
pub const VERBS: [&str; 24] = [
    "Arrange", "Balance", "Check", "Compare", "Count", "Describe", "Divide", "Fasten", "Gather", "Inspect", "Label",
    "Measure", "Number", "Order", "Pack", "Polish", "Prepare", "Record", "Repair", "Sketch", "Sort", "Stack", "Test",
    "Weigh",
];

pub const QUALITIES: [&str; 24] = [
    "bent", "borrowed", "broad", "cold", "crooked", "damp", "double", "early", "empty", "faded", "folded", "heavy",
    "hollow", "late", "loose", "narrow", "numbered", "painted", "quiet", "round", "spare", "tall", "tangled",
    "unsigned",
];

pub const PLACES: [&str; 24] = [
    "the north quay",
    "the old mill",
    "the second attic",
    "the market hall",
    "the upper terrace",
    "the slate yard",
    "the long shed",
    "the bell room",
    "the glass house",
    "the rope walk",
    "the east pier",
    "the paper loft",
    "the lower lock",
    "the chalk pit",
    "the clock court",
    "the seed store",
    "the tram depot",
    "the kiln row",
    "the map room",
    "the water gate",
    "the orchard wall",
    "the night office",
    "the weigh house",
    "the reed bank",
];

pub const OCCASIONS: [&str; 16] = [
    "before the morning bell",
    "after every change of wind",
    "at the end of the week",
    "while the lamps are out",
    "before anybody signs for them",
    "after the second count",
    "once the list is closed",
    "between two deliveries",
    "whenever a number is missing",
    "on the first day of frost",
    "as soon as the tide allows",
    "before the inspector returns",
    "after each test",
    "at the turn of the month",
    "when two labels disagree",
    "until the shelf is full",
];

pub const SKILLS: [&str; 24] = [
    "Patient Counting",
    "Steady Hands",
    "Careful Listening",
    "Plain Writing",
    "Colour Matching",
    "Quick Sorting",
    "Quiet Persuasion",
    "Reading of Weather",
    "Judging of Weight",
    "Mending by Eye",
    "Keeping of Lists",
    "Knot Work",
    "Speaking to Crowds",
    "Remembering of Faces",
    "Drawing to Scale",
    "Handling of Glass",
    "Tuning by Ear",
    "Asking of Questions",
    "Working in the Dark",
    "Climbing",
    "Teaching of Beginners",
    "Naming of Parts",
    "Planning of Routes",
    "Settling of Disputes",
];

pub const CERTIFICATES: [&str; 12] = [
    "First Certificate of Counting",
    "Second Certificate of Counting",
    "Diploma of Knots",
    "Licence for Tall Ladders",
    "Letter of Steady Hands",
    "Proof of Plain Writing",
    "Mark of the Quiet Workshop",
    "Register of Careful Readers",
    "Badge of the Weigh House",
    "Permit for the Night Office",
    "Seal of Good Labels",
    "Master of Small Repairs",
];

pub const ISSUERS: [&str; 8] = [
    "an invented guild",
    "a college that does not exist",
    "the board of nowhere",
    "an imaginary chamber",
    "a made-up academy",
    "the society of samples",
    "a fictitious office",
    "the institute of examples",
];
