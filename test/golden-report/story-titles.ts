/** 创建 in 2025: titles granted, warned, revoked, lapsed, inherited, run out; and applications that came to something or not. */
import type { JsonObject, PlainDate } from '../../events/event.js'
import type { Act, Papers, Story } from '../golden/acts.js'
import { CHAIRS, committeeOf } from '../golden/district.js'

export function tellTitles({ tell }: Story): void {
  const of =
    (scheme: string) =>
    (by: string, type: string, unit: string, on: PlainDate, data: JsonObject = {}, papers: Papers = {}): Act =>
      tell(by, type, on, { scheme, unit, ...data }, papers)
  const advanced = of('advanced_community')
  const wuhao = of('wuyou_wuhao')
  const named = (
    act: typeof wuhao,
    unit: string,
    batch: string,
    [from, until]: readonly [PlainDate, PlainDate?],
    recorded = from,
  ) =>
    act(
      CHAIRS,
      'AccreditationGranted',
      unit,
      from,
      { batch, validFrom: from, ...(until !== undefined && { validUntil: until }) },
      { recorded, document: '示关工委命名文件' },
    )

  // 先进社区: four of 2023, one of 2025.
  for (const unit of ['C001', 'C002', 'C003', 'C006']) named(advanced, unit, 'a2023', ['2023-06-01', '2026-06-01'], '2025-01-15')
  named(advanced, 'C004', 'a2025', ['2025-07-01', '2028-07-01'])
  advanced(CHAIRS, 'AccreditationWarned', 'C002', '2025-05-15', { ground: '示例：工作滑坡' })
  advanced(CHAIRS, 'RectificationOrdered', 'C002', '2025-06-01', { dueOn: '2025-08-31', items: ['funds'] })
  advanced(committeeOf('C002'), 'RectificationReported', 'C002', '2025-08-10', { note: '示例：经费已补足' })
  advanced(CHAIRS, 'RectificationAccepted', 'C002', '2025-08-20', { assessor: 'S01' })
  advanced(CHAIRS, 'AccreditationReinspected', 'C003', '2025-09-20', { outcome: 'revoke' })
  advanced(CHAIRS, 'AccreditationRevoked', 'C003', '2025-10-10', { ground: '示例：工作停顿' })
  advanced(committeeOf('C003'), 'PlaqueRemoved', 'C003', '2025-10-20')
  // C006 merged into C005 on the first of September.
  advanced(CHAIRS, 'AccreditationInherited', 'C005', '2025-09-03', { predecessor: 'C006', validUntil: '2026-06-01' })
  advanced(CHAIRS, 'AccreditationLapsed', 'C006', '2025-09-05', { ground: '已并入其他社区' })

  // 五有五好: C001 comes to the title, C004 by a detour, C005 does not; C002 had it before.
  const round = 'r2025'
  const seeks = (unit: string, applied: PlainDate) => wuhao(committeeOf(unit), 'AccreditationApplied', unit, applied, { round })
  const reviewed = (unit: string, assessor: string, on: PlainDate, outcome: string) =>
    wuhao(committeeOf(assessor), 'PreliminaryReviewed', unit, on, { round, assessor, outcome })
  const recommended = (unit: string, recommender: string, on: PlainDate) =>
    wuhao(committeeOf(recommender), 'AccreditationRecommended', unit, on, { round, recommender })
  seeks('C001', '2025-03-10')
  seeks('C004', '2025-03-12')
  seeks('C005', '2025-04-01')
  reviewed('C001', 'S01', '2025-05-12', 'passed')
  reviewed('C004', 'S02', '2025-05-14', 'rectify')
  reviewed('C005', 'S02', '2025-06-03', 'rejected')
  recommended('C001', 'S01', '2025-06-10')
  tell(CHAIRS, 'NoticeOpened', '2025-06-15', {
    ...{ notice: 'n-wuhao-2025', publisher: 'D01', about: { kind: 'accreditation', scheme: 'wuyou_wuhao', round } },
    ...{ subjects: ['C001'], startsOn: '2025-06-15', endsOn: '2025-06-25', calendar: 'days', channel: 'website' },
  })
  tell(CHAIRS, 'NoticeClosed', '2025-06-26', { notice: 'n-wuhao-2025', publisher: 'D01' })
  named(wuhao, 'C001', 'w2025', ['2025-07-01', '2028-07-01'])
  wuhao(CHAIRS, 'PlaqueIssued', 'C001', '2025-07-10')
  reviewed('C004', 'S02', '2025-09-02', 'passed')
  recommended('C004', 'S02', '2025-10-08')
  named(wuhao, 'C002', 'w2022', ['2022-12-01', '2025-12-01'], '2025-01-16')
  wuhao(CHAIRS, 'AccreditationReinspected', 'C002', '2025-02-20', { outcome: 'keep' })
  named(wuhao, 'C002', 'w2025', ['2025-12-01', '2028-12-01'], '2026-01-20')
  named(wuhao, 'C004', 'w2026', ['2026-02-01', '2029-02-01'])
  wuhao(CHAIRS, 'AccreditationWarned', 'C004', '2026-05-20', { ground: '示例：经费更正后低于标准' })

  named(of('demo_community'), 'C001', 'd2025', ['2025-12-20'])
}
