/** The golden ledger after 2025: judgements, the check of the books in spring 2026, and the first half of 2026 itself. */
import type { JsonObject, PlainDate } from '../../events/event.js'
import type { Act, Story } from './acts.js'
import { committeeOf } from './district.js'
import type { Year } from './story-2025.js'

export function tellAfter(story: Story, year: Year): void {
  const marks = tellMarks(story)
  tellReview(story, year, marks)
  tellBeginningOf2026(story)
}

/** What the streets decided about 2025. The service of V01 was never judged. */
function tellMarks({ tell }: Story): { readonly serviceOfC003: Act } {
  const decided = (type: string, unit: string, on: PlainDate, data: JsonObject) => {
    const assessor = ['C004', 'C005', 'V01'].includes(unit) ? 'S02' : 'S01'
    const decision = { sheet: 'community', period: '2025', unit, assessor, reason: '按考评记录评定' }
    return tell(committeeOf(assessor), type, on, { ...decision, ...data })
  }
  const judged = (unit: string, on: PlainDate, clause: string, value: JsonObject) =>
    decided('ItemJudged', unit, on, { clause, value })
  const marks = (
    unit: string,
    on: PlainDate,
    [service, archive, quality, creation]: readonly (string | undefined)[],
    cases: number,
  ) => {
    const given = Object.entries({
      'veterans.service': service,
      'rules.archive': archive,
      'activity.effect.quality': quality,
      'innovation.creation': creation,
    }).map(([clause, points]) => (points === undefined ? undefined : judged(unit, on, clause, { kind: 'points', points })))
    judged(unit, on, 'activity.effect.complaints', { kind: 'cases', cases: cases === 0 ? [] : [{ count: cases }] })
    return given
  }
  marks('C001', '2025-12-29', ['7.5', '3.5', '4.5', '6'], 1)
  marks('C002', '2025-12-29', ['8', '4', '4', '6.5'], 0)
  const [serviceOfC003] = marks('C003', '2026-01-07', ['5', '2.5', '3', '3.5'], 5)
  marks('C004', '2026-01-20', ['6', '3', '4', '4'], 0)
  marks('C005', '2026-01-20', ['6', '3', '4', '4'], 0)
  marks('V01', '2026-02-10', [undefined, '4', '5', '5.25'], 0)
  decided('BonusGranted', 'C001', '2026-01-16', { item: 'bonus.special', projectKey: 'night-school-2025', points: '1.5' })
  decided('BonusRefused', 'C001', '2026-01-16', { item: 'bonus.honour', projectKey: 'choir-2025' })
  decided('BonusRefused', 'C003', '2026-01-16', { item: 'bonus.special', projectKey: 'tidy-2025' })
  return { serviceOfC003: serviceOfC003! }
}

/** Spring 2026: what was forgotten is recorded, what was wrong is corrected, what never was is retracted. */
function tellReview({ tell, attach, correct, retract }: Story, year: Year, { serviceOfC003 }: { serviceOfC003: Act }): void {
  const late = (unit: string, type: string, on: PlainDate, recorded: PlainDate, data: JsonObject) =>
    tell(committeeOf(unit), type, on, { unit, ...data }, { recorded })
  late('C001', 'PartyReportHeard', '2025-11-20', '2026-03-12', { body: 'party_committee' })
  late('C003', 'FundsAllocated', '2025-12-22', '2026-04-10', { year: '2025', amountCny: '600.00' })
  late('C003', 'MonthlyPlanFiled', '2026-04-15', '2026-04-15', { month: '2025-12', filedTo: 'S02' })
  late('V01', 'SurveyReportSubmitted', '2025-12-18', '2026-05-08', { title: '示例补报调研报告', level: 'street' })
  late('C002', 'FundsAllocated', '2025-12-25', '2026-03-05', { year: '2025', amountCny: '800.00' })

  correct(year.secondFunds, '2026-03-10', '金额以拨款凭证为准', { amountCny: '1500.00' })
  correct(year.bigActivity, '2026-03-18', '人数误录', { audience: { minors: 36, adults: 8 } })
  correct(year.mayPlan, '2026-04-02', '以街道收文登记为准', {}, '2025-05-04')
  correct(year.viceChair, '2026-04-08', '身份误录，按任职文件更正', { holder: 'veteran_cadre' })
  correct(serviceOfC003, '2026-04-20', '复核材料后改评', { value: { kind: 'points', points: '5.5' } })
  correct(year.honourOfC004, '2026-04-24', '级别误录，实为区级', { level: 'district' })
  correct(year.lastOfV01, '2026-05-06', '活动实为2026年举办', {}, '2026-01-10')
  correct(year.secondFunds, '2026-05-12', '再次核对，以财政回单为准', { amountCny: '2000.00' })

  retract(year.notAdopted, '2026-04-22', '刊物未采用，误录')
  retract(year.neverHeld, '2026-05-06', '活动没有举办')
  retract(year.twicePaid, '2026-03-24', '同一笔经费重复录入')

  const [first, second, third] = year.withoutFiles
  attach(first!, '2026-03-20', 1, '补交活动照片')
  attach(second!, '2026-04-27', 2, '补交签到表和照片')
  const wrongFiles = attach(third!, '2026-04-28', 1, '补交活动照片')
  retract(wrongFiles, '2026-05-11', '照片不是本次活动的')
}

/** 2026 up to June. */
function tellBeginningOf2026({ tell }: Story): void {
  const says = (unit: string, type: string, on: PlainDate, data: JsonObject, files = 0) =>
    tell(committeeOf(unit), type, on, { unit, ...data }, { files })
  for (const month of ['01', '02', '03', '04', '05'])
    for (const unit of ['C001', 'C004'])
      says(unit, 'MonthlyPlanFiled', `2026-${month}-04`, { month: `2026-${month}`, filedTo: unit === 'C001' ? 'S01' : 'S02' })
  for (const [i, unit] of ['C001', 'C001', 'C002', 'C004', 'C004', 'V01'].entries())
    says(
      unit,
      'ActivityHeld',
      `2026-0${1 + i}-15`,
      {
        programme: i % 2 === 0 ? 'gratitude' : 'kindness',
        title: '示例主题活动',
        audience: { minors: 20, adults: 4 },
      },
      i % 2,
    )
  tell(committeeOf('S01'), 'JointConferenceHeld', '2026-03-17', {
    convener: 'S01',
    tier: 'communities_of_street',
    quarter: '2026Q1',
    attendees: ['C001', 'C002'],
  })
  says('C001', 'FundsAllocated', '2026-03-26', { year: '2026', amountCny: '5000.00' })
  says('V01', 'StationOpened', '2026-05-20', { station: 'T008', level: 'centre' })
}
