/** The fifteen awards of 2025, in the order of the rules, and what makes some of them worth a look. */
import assert from 'node:assert/strict'
import { dayOf } from '../../events/time.js'
import type { Award } from '../../projections/rules/award.js'
import { compileRules } from '../../projections/rules/compile.js'
import { type Problem, readYaml } from '../../projections/rules/yaml.js'
import * as choices from './award-candidates.js'
import { writeEarlier } from './award-history.js'
import { type Candidate, type Contest, ROUND, writeAward } from './awards.js'
import { type District, OFFICE } from './district.js'
import { type Notebook, propose } from './notebook.js'
import { awards as odds } from './odds-rounds.js'
import type { Random } from './random.js'
import { textOf } from './rule-sets.js'

type Field = choices.Field

/** The community in which a major incident happened: nominated all the same, and not eligible. */
const BARRED = 'C060'

export function writeAwards(notebook: Notebook, district: District): void {
  const field = choices.fieldOf(notebook, district)
  const earlier = writeEarlier(field)
  const jury = juriesOf(field)
  let double: Candidate | undefined
  for (const award of awardsOf(`awards-${ROUND}`)) {
    const looks = notebook.chance('award-field', award.id)
    const previous = earlier.get(award.id) ?? []
    const contest = contestOf({ field, award, looks, jury: jury(award, looks), previous, double })
    const winners = writeAward(notebook, contest)
    if (award.id === 'veteran_teacher') double = contest.candidates.find(({ subject }) => subject === winners[0])
    if (award.id === 'benefactor') writeRevocation(notebook, award, winners[6]!)
  }
}

function awardsOf(ruleset: string): readonly Award[] {
  const { json, problems } = readYaml(textOf(ruleset))
  const found: Problem[] = [...problems]
  const rules = compileRules(json, found)
  assert(rules !== undefined, `${ruleset}: ${JSON.stringify(found)}`)
  return [...rules.awards.values()]
}

/** Member units decide about the veterans, streets about the communities, seven people about everything else. */
function juriesOf({ notebook, district, streets }: Field): (award: Award, looks: Random) => readonly string[] {
  const stranger = notebook.strangers('jury')
  const people = Array.from({ length: odds.jury.people }, stranger)
  return ({ evaluators }, looks) => {
    if (evaluators === undefined) return people
    if (evaluators.includes('street')) return looks.sample([...streets.keys()], odds.jury.streets)
    return looks.sample(district.memberUnits, odds.jury.units)
  }
}

interface Asked {
  readonly field: Field
  readonly award: Award
  readonly looks: Random
  readonly jury: readonly string[]
  /** Who won it before. */
  readonly previous: readonly Candidate[]
  /** Who wins an award that comes before, and is nominated for another as well. */
  readonly double: Candidate | undefined
}

/** Whom no register knows: benefactors, volunteers. */
function strangers({ field, looks }: Asked, name: string, nominators: readonly choices.Nominator[]): Candidate[] {
  const stranger = field.notebook.strangers(name)
  return Array.from({ length: choices.countOf(looks) }, (_, i) => ({
    subject: stranger(),
    nominator: nominators[i % nominators.length]!,
  }))
}

const excluded = (candidates: readonly Candidate[]): Candidate[] =>
  candidates.map((candidate) => ({ ...candidate, fate: 'excluded' }))

function contestOf(asked: Asked): Contest {
  const { field, award, looks, jury, previous, double } = asked
  const of = { award, jury }
  const one = (from: readonly choices.Choice[]): Candidate[] =>
    excluded(choices.chosen({ field, award, looks, before: [] }, from, 1))
  /** The rest of the candidates; those who are there already use places of their nominators. */
  const and = (before: readonly Candidate[], from: readonly choices.Choice[], count = choices.countOf(looks)): Candidate[] => [
    ...choices.chosen({ field, award, looks, before }, from, count),
    ...before,
  ]
  /** Who won it before is nominated again now and then, and not eligible. */
  const again = excluded(previous.slice(0, looks.between(1, 2)))
  switch (award.id) {
    case 'veteran_model': {
      // On the roll, and in another category.
      const wrong = one(choices.veteransIn(field, 'veteran_teacher'))
      return { ...of, candidates: and([...again, ...wrong], choices.veteransIn(field, award.id)) }
    }
    case 'veteran_cadre':
    case 'veteran_expert':
    case 'veteran_soldier':
    case 'veteran_teacher':
      return { ...of, candidates: and(again, choices.veteransIn(field, award.id)) }
    case 'station_instructor': {
      const gone = one(choices.formerInstructorsIn(field))
      const twice: Candidate[] = double === undefined ? [] : [{ ...double, fate: 'wins_elsewhere' }]
      const all = and([...gone, ...twice], choices.instructorsIn(field))
      return { ...of, candidates: all.map((own, i) => (i === 3 ? { ...own, recused: [jury[1]!] } : own)) }
    }
    case 'internet_cafe_supervisor': {
      const streets = [...field.streets.values()]
      return { ...of, candidates: strangers(asked, 'supervisors', streets), tie: 'open' }
    }
    case 'benefactor': {
      const members = choices.memberUnitsIn(field).flatMap(({ nominator }) => nominator ?? [])
      const candidates = strangers(asked, 'benefactors', [field.office, ...members])
      return { ...of, candidates, objections: ([, second]) => [dismissed(second!, '捐赠物资未全部到位')] }
    }
    case 'teacher_volunteer': {
      const own = strangers(asked, 'volunteers', [field.education]).slice(0, award.quota - 1)
      return { ...of, candidates: [...own, ...excluded(previous)], vacant: '符合条件的人选不足，宁缺毋滥' }
    }
    case 'committee_builder':
      return { ...of, candidates: and([], choices.buildersIn(field)), tie: 'resolved' }
    case 'community_committee': {
      const all = choices.communitiesIn(field)
      const barred = one(all.filter(({ subject }) => subject === BARRED))
      const open = all.filter(({ subject }) => subject !== BARRED)
      const candidates = and([...barred, ...again], open).map((own) =>
        jury.includes(own.nominator.code) ? { ...own, recused: [own.nominator.code] } : own,
      )
      const objections: Contest['objections'] = ([first, , third]) => [
        dismissed(first!, '申报活动次数与实际不符'),
        { against: third!, byKind: 'anonymous', ground: '来信未署名，反映档案后补' },
      ]
      return { ...of, candidates, objections }
    }
    case 'school_committee':
      return { ...of, candidates: and(again, choices.schoolsIn(field)) }
    case 'station': {
      const centres = choices.centresIn(field)
      const idle = one(centres.filter(({ held }) => held === 0))
      const busy = centres.filter(({ held }) => held > 3)
      return { ...of, candidates: and([...idle, ...again], busy) }
    }
    case 'department':
      return departments(asked)
    default:
      return { ...of, candidates: and([], choices.brandsIn(field)) }
  }
}

/** Four departments for five places: the fifth passes on to the streets. */
function departments({ field, award, looks, jury, previous }: Asked): Contest {
  const [first, second] = award.pools
  const inPool = (from: readonly choices.Choice[], count: number, pool: string): Candidate[] =>
    choices.chosen({ field, award, looks, before: previous }, from, count).map((one) => ({ ...one, pool }))
  const short = first!.quota - 1
  const members = inPool(choices.memberUnitsIn(field), short, first!.id!)
  const streets = inPool(choices.streetsIn(field), second!.quota + 3, second!.id!)
  const places = new Map([
    [first!.id!, short],
    [second!.id!, award.quota - short],
  ])
  return { award, jury, places, candidates: [...members, ...streets, ...excluded(previous)] }
}

const dismissed = (against: string, ground: string) => ({
  against,
  byKind: 'organisation' as const,
  ground,
  decided: { upheld: false, reason: '经核查，申报材料属实，反映的问题不成立' },
})

/** Years may pass until something comes to light; here it was months. */
function writeRevocation(notebook: Notebook, award: Award, subject: string): void {
  const day = dayOf('2026-05-20')
  const data = { period: ROUND, award: award.id, subject, ground: '经查，申报的捐赠未实际到账' }
  const revoked = propose('AwardRevoked', day, data, { document: '示关工委〔2026〕11号' })
  notebook.write(day + 1, OFFICE, `award-revoked-${subject}`, revoked)
}
