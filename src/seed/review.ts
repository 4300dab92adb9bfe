/**
 * The check of the books of 2025, spring 2026: what was never recorded is recorded, what was wrong is corrected, what
 * never was is withdrawn. It is why 2025 looks different as known at the end of February and at the end of May 2026.
 */
import type { Day, JsonObject } from '../../events/event.js'
import type { EventType } from '../../events/index.js'
import { dayOf } from '../../events/time.js'
import { LAST_DAY, monthText, seasonOf, workdayFrom } from './calendar.js'
import type { District, Place } from './district.js'
import { type Amending, correct, retract, type Target } from './amend.js'
import { CLAUSES, pointsText } from './marks.js'
import { type Act, propose } from './notebook.js'
import { judged } from './odds.js'
import { type Years, yearKey } from './street-work.js'
import type { Year } from './year.js'
import { corrections, retractions, titles } from './words.js'

/** The review lasts from its first working day; known at its eve and at its end are two different rankings. */
const FIRST = dayOf('2026-03-03')
const DAYS = 84
const YEAR = 2025

/** Activities that count for every sheet: from here on one more or less changes nothing under 2025.1. */
const ENOUGH = 20

export function writeReview(amending: Amending, district: District, years: Years): void {
  const { notebook } = amending
  const looks = notebook.chance('review')
  const someDay = (): Day => workdayFrom(FIRST + looks.below(DAYS))
  const number = (): number => looks.between(1, 40)
  const kept = notebook.acts.filter(({ day }) => day < FIRST - 5)
  const used = new Set<Place>()

  /** So many communities whose year fits, each only once in the whole review. */
  const choose = (count: number, fits: (year: Year) => boolean): Year[] => {
    const some = district.places.flatMap((place) => {
      const year = years.get(yearKey(place, YEAR))
      const isFree = place.portrait.still !== true && place.last === LAST_DAY && !used.has(place)
      return year !== undefined && isFree && fits(year) ? [year] : []
    })
    const chosen = looks.sample(some, count)
    for (const { place } of chosen) used.add(place)
    return chosen
  }
  /** The first act of a community whose key begins so, and that nobody has amended. */
  const find = ({ place }: Year, prefix: string, fits: (act: Act) => boolean = () => true): Target | undefined => {
    const act = kept.find(
      (one) => one.principal === place.principal && one.key.startsWith(prefix) && !amending.touched.has(one) && fits(one),
    )
    return act && { act, index: 0 }
  }
  const fewer = ({ activities }: Year): boolean => activities.length < ENOUGH

  writeLate({ amending, choose, someDay })

  // Marks are looked at again when a community asks: up for two, down for one.
  for (const [i, year] of choose(3, ({ marks }) => marks.creation < 12 && marks.creation > 3).entries()) {
    const street = district.streets.find(({ code }) => code === year.place.streetOn(dayOf('2025-12-31')))!
    const act = kept.find(({ principal, key }) => principal === street.principal && key === `marks-${YEAR}-${year.place.code}`)
    if (act === undefined) continue
    const index = act.proposals.findIndex(({ data }) => data['clause'] === CLAUSES.creation)
    const halves = year.marks.creation + (i === 0 ? -2 : 2)
    const reason = `复核材料后评定，扣${pointsText(judged.creation.max - halves)}分`
    const data = { value: { kind: 'points', points: pointsText(halves) }, reason }
    correct(amending, { act, index }, { day: someDay(), number: number(), reason: corrections.marks[1]!, data })
  }
  const fix = (target: Target | undefined, reason: string, data: JsonObject, occurredOn?: Day): void => {
    if (target === undefined) return
    correct(amending, target, { day: someDay(), number: number(), reason, data, ...(occurredOn !== undefined && { occurredOn }) })
  }
  // The amount of the paper is smaller than the one in the books.
  for (const year of choose(2, ({ funds }) => funds.length === 1 && (funds[0] ?? 0) >= 5000))
    fix(find(year, `funds-${YEAR}`), corrections.amount[0]!, { amountCny: '2500.00' })
  // The school counts fewer linked children.
  for (const year of choose(2, ({ linked }) => linked > 50 && linked < 90)) {
    const target = find(year, `enrolment-${YEAR}-12`)
    const linked = Math.trunc((Number(target?.act.proposals[0]?.data['linked'] ?? 0) * 4) / 5)
    fix(target, corrections.figures[0]!, { linked })
  }
  // An activity of the new year stood under the old one.
  for (const year of choose(2, (one) => fewer(one))) {
    const held = find(
      year,
      `activity-${YEAR}`,
      ({ proposals: [one] }) => one!.occurredOn >= '2025-12-01' && !one!.data['instructors'],
    )
    fix(held, corrections.day[1]!, { season: seasonOf(dayOf('2026-01-10')) }, dayOf('2026-01-10'))
  }
  // A certificate of the district stood as one of the city.
  for (const year of choose(2, ({ honours }) => honours.some(({ level }) => level === 'city'))) {
    const honour = find(year, `honour-${YEAR}`, ({ proposals: [one] }) => one!.data['level'] === 'city')
    fix(honour, corrections.level[1]!, { level: 'district', grantor: '示例区委区政府' })
  }
  // The register of the street shows that a plan had come in time.
  for (const year of choose(2, ({ plans }) => [...plans.values()].includes('late'))) {
    const [month = 1] = [...year.plans].find(([, filing]) => filing === 'late') ?? []
    const target = find(year, `plan-${monthText(YEAR, month)}`)
    fix(target, corrections.filing[0]!, {}, dayOf(`${monthText(YEAR, month)}-04`))
  }
  // Corrections that change no points, so that an answer has to tell them from the others.
  for (const year of choose(3, () => true))
    fix(find(year, `activity-${YEAR}`), corrections.audience[0]!, { audience: { minors: 36, adults: 8 } })

  // What was never held, and one that no sheet misses.
  const drop = (target: Target | undefined, reason: string): void => {
    if (target !== undefined) retract(amending, target, { day: someDay(), number: number(), reason })
  }
  for (const [i, year] of choose(4, (one) => fewer(one)).entries())
    drop(find(year, `activity-${YEAR}`), retractions[2 + (i % 3)]!)
  for (const year of choose(2, ({ funds }) => funds.length === 2)) drop(find(year, `funds-${YEAR}-2`), '同一笔经费重复录入')
  for (const year of choose(2, ({ informations }) => informations === 1 || informations === 2))
    drop(find(year, `information-${YEAR}`), '刊物未采用，误录')
  for (const year of choose(2, ({ activities }) => activities.length > ENOUGH + 6))
    drop(find(year, `activity-${YEAR}`), retractions[0]!)
}

interface Late {
  readonly amending: Amending
  readonly choose: (count: number, fits: (year: Year) => boolean) => Year[]
  readonly someDay: () => Day
}

/** 补录 of 2025. */
function writeLate({ amending: { notebook }, choose, someDay }: Late): void {
  const add = ({ place }: Year, type: EventType, on: Day, data: JsonObject): void => {
    const day = Math.max(on, someDay())
    notebook.write(day, place.principal, `review-${type}-${on}`, propose(type, on, data))
  }
  for (const [i, year] of choose(5, ({ activities }) => activities.length < ENOUGH - 2).entries()) {
    const programme = year.activities[0]?.programme ?? 'responsibility'
    const data = {
      unit: year.place.code,
      programme,
      title: titles[programme]![i]!,
      audience: { minors: 24 + i, adults: 6 },
      season: 'term',
    }
    add(year, 'ActivityHeld', dayOf('2025-11-15') + i * 3, data)
  }
  // Filed more than half a year late: no longer missing, still late.
  for (const year of choose(3, ({ plans }) => [...plans].some(([month, filing]) => month > 5 && filing === 'missing'))) {
    const [month] = [...year.plans].find(([at, filing]) => at > 5 && filing === 'missing')!
    const on = someDay()
    add(year, 'MonthlyPlanFiled', on, { unit: year.place.code, month: monthText(YEAR, month), filedTo: year.place.streetOn(on) })
  }
  for (const year of choose(2, ({ funds }) => (funds[0] ?? 0) === 3000 || (funds[0] ?? 0) === 1500))
    add(year, 'FundsAllocated', dayOf('2025-12-22'), { unit: year.place.code, year: String(YEAR), amountCny: '2000.00' })
  for (const year of choose(2, ({ partyReports }) => partyReports === 1))
    add(year, 'PartyReportHeard', dayOf('2025-11-26'), { unit: year.place.code, body: 'party_branch' })
  for (const year of choose(1, ({ surveys }) => surveys === 0))
    add(year, 'SurveyReportSubmitted', dayOf('2025-12-18'), {
      unit: year.place.code,
      title: '社区辅导站运行情况调查',
      level: 'street',
    })
  for (const year of choose(1, ({ annualReport }) => annualReport === 'missing'))
    add(year, 'AnnualReportFiled', someDay(), { unit: year.place.code, year: String(YEAR) })
}
