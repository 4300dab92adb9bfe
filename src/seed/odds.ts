/** Every weight and probability of the sample district. Tune the district here, and nowhere else. */

/** A number that depends on diligence: what the careless have, and what the careful have. Chances are per mille. */
export interface Between {
  readonly careless: number
  readonly careful: number
}

/** The value for a diligence from 0 to 1000, on the straight line between the two. */
export const at = ({ careless, careful }: Between, diligence: number): number =>
  careless + Math.trunc(((careful - careless) * diligence) / 1000)

/** How diligent the streets are at the start, out of 1000, and what a year adds: some get better, some slacken. */
export const streets: Readonly<
  Record<string, { readonly diligence: number; readonly drift: number; readonly communities: number }>
> = {
  S01: { diligence: 850, drift: 10, communities: 12 },
  S02: { diligence: 720, drift: -25, communities: 11 },
  S03: { diligence: 790, drift: 5, communities: 9 },
  S04: { diligence: 540, drift: 70, communities: 13 },
  S05: { diligence: 690, drift: 0, communities: 10 },
  S06: { diligence: 830, drift: -15, communities: 8 },
  S07: { diligence: 750, drift: 20, communities: 12 },
  S08: { diligence: 470, drift: 25, communities: 11 },
  // S09 has one community more: the village V01 becomes one.
  S09: { diligence: 640, drift: 35, communities: 12 },
  // S10 has one community more from the middle of 2025 on.
  S10: { diligence: 730, drift: -40, communities: 10 },
}

/** How far the communities of a street differ from it, and a year of a community from the one before. */
export const spread = { community: 260, year: 70, least: 120, most: 985 }

/** What a community owes in a year. */
export const duties = {
  planMissing: { careless: 230, careful: 3 },
  planLate: { careless: 340, careful: 20 },
  /** Days after the fifth, mostly within a fortnight. */
  planDaysLate: [
    [9, 7],
    [40, 3],
  ],
  planAcknowledged: { careless: 560, careful: 960 },
  conferenceAbsent: { careless: 260, careful: 8 },
  trainingAbsent: { careless: 480, careful: 60 },
  reportMissing: { careless: 190, careful: 0 },
  reportLate: { careless: 420, careful: 30 },
  reportDaysLate: [1, 38],
} as const

/** What a community does in a year, in full numbers. */
export const work = {
  activities: { careless: 6, careful: 31 },
  activitiesSpread: 5,
  programmes: { careless: 2, careful: 6 },
  partyReports: { careless: 0, careful: 3 },
  surveys: { careless: 150, careful: 960 },
  informations: { careless: 0, careful: 6 },
  surveyLevels: [
    ['street', 4],
    ['district', 5],
    ['city', 1],
  ],
  partyBodies: [
    ['party_committee', 3],
    ['party_branch', 2],
  ],
  /** Activities held together with a school or a member unit. */
  partner: 170,
  /** Activities for children in need: of the kindness programme, and of the others. */
  inNeed: { kindness: 700, others: 60 },
  /** Linked children out of a hundred on the school roll, in the last report of a year. */
  linked: { careless: 20, careful: 104 },
  linkedSpread: 12,
  linkedMost: 97,
} as const

/** Amounts in yuan for a year, from the careless to the careful. */
export const funds = {
  poor: [
    [0, 20],
    [1500, 35],
    [2000, 25],
    [3000, 15],
    [5000, 5],
  ],
  middling: [
    [1500, 12],
    [2000, 25],
    [3000, 33],
    [5000, 25],
    [8000, 5],
  ],
  rich: [
    [2000, 5],
    [3000, 15],
    [5000, 50],
    [8000, 30],
  ],
  /** Diligence from which a community is middling, and rich. */
  middlingFrom: 450,
  richFrom: 760,
  inTwoParts: 220,
} as const

/** Teams and veterans. */
export const people = {
  veterans: { careless: 0, careful: 14 },
  veteransSpread: 3,
  veteransMost: 16,
  veteranViceChair: { careless: 560, careful: 990 },
  members: { careless: 1, careful: 4 },
  replaced: 330,
  vacancyWeeks: [1, 14],
  veteransJoin: { careless: 0, careful: 2 },
  veteranLeaves: 260,
  /** Of the retired teachers, those who led a school. */
  retiredPrincipal: 300,
  instructors: { careless: 1, careful: 5 },
  instructorReleased: 180,
  studentCadre: 420,
  returningStudent: { careless: 60, careful: 620 },
} as const

/** Stations, premises, pairings, children's bodies. */
export const places = {
  centreFromStart: { careless: 700, careful: 1000 },
  centreLater: 550,
  centreHosts: [
    ['community_rooms', 8],
    ['school', 1],
    ['residential_area', 1],
  ],
  branches: { careless: 0, careful: 3 },
  families: { careless: 0, careful: 4 },
  /** Branches that were there before the ledger. */
  branchEarly: 550,
  enterpriseStation: 120,
  stationClosed: 70,
  familyUpgraded: 110,
  chiefReplaced: 240,
  regulations: { careless: 2, careful: 7 },
  posted: { careless: 450, careful: 1000 },
  /** Those who complete their regulations afterwards. */
  completed: { careless: 0, careful: 500 },
  pairings: { careless: 0, careful: 3 },
  pairingEarly: 600,
  pairingEnded: 90,
  youthOrganisation: { careless: 120, careful: 800 },
  volunteers: { careless: 150, careful: 900 },
  premises: { careless: 1, careful: 3 },
} as const

/** Half points that a street takes off a judged clause: the middle, and how far it varies. */
export const judged = {
  service: { careless: 8, careful: 0, max: 16, spread: 1 },
  archive: { careless: 5, careful: 0, max: 8, spread: 1 },
  quality: { careless: 6, careful: 0, max: 10, spread: 1 },
  creation: { careless: 11, careful: 2, max: 14, spread: 2 },
  complaint: { careless: 130, careful: 4 },
} as const

/** What others say of a community in a year. */
export const acclaim = {
  district: { careless: 0, careful: 520 },
  city: { careless: 0, careful: 190 },
  province: { careless: 0, careful: 55 },
  national: { careless: 0, careful: 9 },
  /** An honour of a higher level is often given for a project that the district had honoured before. */
  districtFirst: 600,
  praise: { careless: 0, careful: 130 },
  praiseOfCity: 800,
  special: { careless: 0, careful: 340 },
  /** Half points of a special bonus. */
  specialHalves: [
    [1, 5],
    [2, 5],
    [3, 2],
    [4, 1],
  ],
  specialRefused: 90,
  honourRefused: 70,
  minorIncident: { careless: 45, careful: 2 },
  brand: { careless: 0, careful: 190 },
  /** An honour of somebody or something of the community, which is no honour of the community. */
  ofOthers: { careless: 20, careful: 210 },
} as const

/** How records are kept. */
export const habits = {
  /** Days between an activity and its record. */
  lag: { careless: 24, careful: 3 },
  /** 补录: a record that comes weeks or months after its day. */
  late: { careless: 45, careful: 6 },
  lateDays: [32, 150],
  evidence: { careless: 480, careful: 965 },
  /** Evidence that was missing and is handed in later. */
  evidenceLater: 240,
  corrected: 14,
  /** Corrected again, because the first correction was wrong as well. */
  correctedAgain: 120,
  /** Of the activities that are corrected, those whose numbers were wrong. */
  wrongAudience: 800,
  /** Recorded twice, by two people, and withdrawn when somebody notices. */
  twice: 7,
  /** A veteran registered who is on another roll already; a holder written down wrongly. */
  wrongPerson: 60,
} as const

/** What a street does in a year, and how late or seldom the careless do it. */
export const street = {
  trainings: [2, 4],
  visits: [1, 2],
  visitKinds: [
    ['within_district', 4],
    ['outside_district', 1],
  ],
  activities: { careless: 6, careful: 16 },
  planMissing: { careless: 90, careful: 0 },
  planLate: { careless: 220, careful: 15 },
  /** A conference that slips into the first days of the next quarter. */
  conferenceLate: { careless: 170, careful: 0 },
  funds: [10_000, 15_000, 20_000, 30_000],
} as const

/** What the units around the committees do in a year. */
export const around = {
  schoolActivities: [10, 18],
  schoolPlanMissing: 110,
  memberActivities: [4, 9],
  memberPlanMissing: 190,
  districtClassAbsent: { careless: 650, careful: 200 },
} as const

/** Who works in the stations below the centres, and the stations that enterprises run. */
export const network = {
  teachers: { careless: 0, careful: 2 },
  chief: { careless: 200, careful: 800 },
  chiefReplaced: 90,
  veterans: { careless: 0, careful: 2 },
  released: 120,
  studentCadre: { careless: 40, careful: 230 },
  returningStudent: { careless: 20, careful: 170 },
  enterpriseStations: ['2024-05-20', '2024-11-06', '2025-04-16', '2025-10-22', '2026-03-18'],
} as const

/** What is shared over the stations. */
export const resources = {
  /** Centre stations that nothing reached. */
  unreached: 9,
  ofCommunities: 34,
  /** Diligence from which a community has something to offer. */
  offersFrom: 600,
  /** Offers come in so many days from the opening of the general station on. */
  offerDays: 150,
  /** Lessons and activities that are the pick of the district, 精品辅导课、品牌活动. */
  graded: 300,
  rounds: [2, 3],
  stations: [4, 14],
  stationsOfGraded: [14, 30],
  /** Sent, and for some reason not used. */
  failed: 60,
} as const

/** Honours of whoever has no community sheet, in a year. */
export const honours = {
  levels: [
    ['district', 7],
    ['city', 4],
    ['province', 1],
  ],
  people: 22,
  stations: 12,
  brands: 8,
  units: 16,
  praised: 250,
  /** Brands of schools and member units that have a partner. */
  joint: 300,
} as const
