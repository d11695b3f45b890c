//! The major groups of the Standard Occupational Classification, which are the industries of imported reports.

/// A major group: the digits with which its codes begin, its id, its name, and what belongs to it.
type Group = (&'static str, &'static str, &'static str, &'static str);

const GROUPS: [Group; 23] = [
    ("11", "management", "Management", "Jobs that run organisations, or parts of them, and answer for what comes out."),
    (
        "13",
        "business-and-financial-operations",
        "Business and financial operations",
        "Buying, hiring, planning, accounting, auditing and the handling of money and risk for organisations.",
    ),
    (
        "15",
        "computer-and-mathematical",
        "Computer and mathematical",
        "Software, data, networks and security, and the mathematics, statistics and actuarial work beside them.",
    ),
    (
        "17",
        "architecture-and-engineering",
        "Architecture and engineering",
        "Design and testing of buildings, machines, processes and land, with drafting and surveying.",
    ),
    (
        "19",
        "life-physical-and-social-science",
        "Life, physical and social science",
        "Research in nature and society, and the laboratory and field work that it needs.",
    ),
    (
        "21",
        "community-and-social-service",
        "Community and social service",
        "Counselling, social work, probation and religious work with people who need support.",
    ),
    ("23", "legal", "Legal", "Judging, representing and advising by law, and the assistance to those who do."),
    (
        "25",
        "educational-instruction-and-library",
        "Educational instruction and library",
        "Teaching at every age, teaching assistance, and the work of libraries, archives and museums.",
    ),
    (
        "27",
        "arts-design-entertainment-sports-and-media",
        "Arts, design, entertainment, sports and media",
        "Making, performing, designing, reporting, translating and broadcasting, and sport as a profession.",
    ),
    (
        "29",
        "healthcare-practitioners-and-technical",
        "Healthcare practitioners and technical",
        "Diagnosis, treatment and nursing under a licence, and the technical work of clinics and laboratories.",
    ),
    (
        "31",
        "healthcare-support",
        "Healthcare support",
        "Daily care and assistance at home, on wards, in practices and in therapy.",
    ),
    (
        "33",
        "protective-service",
        "Protective service",
        "Police, fire and prison services, guarding, rescue and the enforcement of rules in public places.",
    ),
    (
        "35",
        "food-preparation-and-serving",
        "Food preparation and serving",
        "Cooking, serving and cleaning up in kitchens, bars, canteens and restaurants.",
    ),
    (
        "37",
        "building-and-grounds-cleaning-and-maintenance",
        "Building and grounds cleaning and maintenance",
        "Cleaning of buildings, pest control, and the care of gardens, parks and trees.",
    ),
    (
        "39",
        "personal-care-and-service",
        "Personal care and service",
        "Services to persons and animals: child care, hair and beauty, fitness, leisure, travel and funerals.",
    ),
    (
        "41",
        "sales",
        "Sales and related",
        "Selling goods, services, insurance, property and advertising, in shops and to firms.",
    ),
    (
        "43",
        "office-and-administrative-support",
        "Office and administrative support",
        "Records, payments, enquiries, scheduling, post and stock: the clerical side of every organisation.",
    ),
    (
        "45",
        "farming-fishing-and-forestry",
        "Farming, fishing and forestry",
        "Work on land and water with plants, animals and timber.",
    ),
    (
        "47",
        "construction-and-extraction",
        "Construction and extraction",
        "Building and its trades, and the mining and drilling of what lies in the ground.",
    ),
    (
        "49",
        "installation-maintenance-and-repair",
        "Installation, maintenance and repair",
        "Fitting, servicing and mending of vehicles, machines, lines and equipment.",
    ),
    (
        "51",
        "production",
        "Production",
        "Making, assembling, processing and inspecting things, in workshops, plants and power stations.",
    ),
    (
        "53",
        "transportation-and-material-moving",
        "Transportation and material moving",
        "Moving people and goods by road, rail, air and water, and the handling of goods in between.",
    ),
    ("55", "military", "Military", "Jobs that exist in the armed forces alone."),
];

/// The id of what belongs to no group that is known.
const OTHER: &str = "other-occupations";

/// The id of the group whose codes begin with these two digits.
pub(super) fn id_of(major: &str) -> &'static str {
    GROUPS.iter().find(|(digits, ..)| *digits == major).map_or(OTHER, |(_, id, ..)| id)
}

/// The name and the summary of a group.
pub(super) fn describe(id: &str) -> Option<(&'static str, &'static str)> {
    if id == OTHER {
        return Some(("Other occupations", "Occupations whose codes belong to no major group."));
    }
    GROUPS.iter().find(|(_, known, ..)| *known == id).map(|(.., name, summary)| (*name, *summary))
}

/// The ids of all groups, in the order of the classification.
pub(super) fn ids() -> impl Iterator<Item = &'static str> {
    GROUPS.iter().map(|(_, id, ..)| *id).chain([OTHER])
}
