/** The golden ledger told: a small invented district, 示例区, from 2024 to the middle of 2026. */
import type { PlainDate } from '../../events/event.js'
import { type Act, emptyStory, inOrderOfRecording, type Story } from './acts.js'
import { committeeOf, names, OFFICE } from './district.js'
import { ranked } from './ledger.js'
import { tellYear } from './story-2025.js'
import { tellAfter } from './story-after.js'

/** When each sample rule set was put to the vote and adopted. */
export const votes = [
  { id: '2024.1', proposed: '2024-01-02', adopted: '2024-01-08' },
  { id: '2025.1', proposed: '2024-12-06', adopted: '2024-12-20' },
  { id: '2026.1', proposed: '2025-12-05', adopted: '2025-12-19' },
]

/** Everything, in the order of recording. */
export function storyOf(): readonly Act[] {
  const story = emptyStory(ranked)
  tellRegistry(story)
  tellBeginning(story)
  const year = tellYear(story)
  tellAfter(story, year)
  return inOrderOfRecording(story)
}

/** The units: two streets, six communities and a village that becomes one. One ends in 2025, one in 2026, one moves. */
function tellRegistry({ tell }: Story): void {
  const register = (unit: string, kind: string, on: PlainDate, parent?: string) =>
    tell(
      OFFICE,
      'UnitRegistered',
      on,
      { unit, kind, name: names[unit]!, ...(parent !== undefined && { parent }) },
      { recorded: '2024-01-02' },
    )
  register('D01', 'district', '2004-05-18')
  register('O01', 'office', '2004-06-01', 'D01')
  register('M01', 'member_unit', '2004-06-01', 'D01')
  register('M02', 'member_unit', '2004-06-01', 'D01')
  register('X001', 'school', '2004-09-01', 'D01')
  register('E01', 'enterprise', '2010-01-01', 'D01')
  for (const street of ['S01', 'S02']) register(street, 'street', '2004-08-01', 'D01')
  for (const unit of ['C001', 'C002', 'C003', 'C006']) register(unit, 'community', '2005-01-01', 'S01')
  for (const unit of ['C004', 'C005']) register(unit, 'community', '2005-01-01', 'S02')
  register('V01', 'village', '2005-01-01', 'S02')

  const change = (type: string, on: PlainDate, data: Parameters<typeof tell>[3], document: string) =>
    tell(OFFICE, type, on, data, { document })
  change('UnitConverted', '2025-04-01', { unit: 'V01', kind: 'community', name: '示例7社区' }, '示政复〔2025〕6号')
  change('UnitsMerged', '2025-09-01', { into: 'C002', from: ['C006'] }, '示政复〔2025〕19号')
  change('UnitsMerged', '2026-03-01', { into: 'C004', from: ['C005'], name: '示例4社区（新苑）' }, '示政复〔2026〕3号')
  change('UnitMoved', '2026-04-01', { unit: 'C003', parent: 'S02' }, '示政复〔2026〕5号')
}

/** Before 2025: leaders, veterans, stations and rules on the wall; and what little 2024 is ranked by. */
function tellBeginning({ tell, retract }: Story): void {
  const says = (unit: string, type: string, on: PlainDate, data: Parameters<typeof tell>[3]) =>
    tell(committeeOf(unit), type, on, data)
  const team = (unit: string, on: PlainDate, ...members: readonly (readonly [post: string, person: string, holder: string])[]) =>
    says(unit, 'LeadershipTeamAdjusted', on, {
      unit,
      changes: members.map(([post, person, holder]) => ({ change: 'in', post, person, holder })),
    })
  team('C001', '2024-01-15', ['chair', 'p-c1a1', 'party_secretary'], ['executive_vice_chair', 'p-c1v1', 'veteran_teacher'])
  team('C001', '2024-01-22', ['member', 'p-c1m1', 'volunteer'])
  team('C002', '2024-01-16', ['chair', 'p-c2a1', 'party_secretary'], ['executive_vice_chair', 'p-c2v1', 'veteran_cadre'])
  team('C002', '2024-02-20', ['member', 'p-c2m1', 'parent'], ['member', 'p-c2m2', 'volunteer'])
  team('V01', '2024-03-04', ['chair', 'p-v1a1', 'party_secretary'], ['executive_vice_chair', 'p-v1v1', 'veteran_soldier'])
  team('V01', '2024-03-04', ['member', 'p-v1m1', 'volunteer'], ['member', 'p-v1m2', 'parent'])
  for (const unit of ['C004', 'C005']) {
    const of = unit.slice(-1)
    team(unit, '2024-01-18', ['chair', `p-c${of}a1`, 'party_secretary'], ['member', `p-c${of}m1`, 'staff'])
    team(unit, '2024-01-19', ['executive_vice_chair', `p-c${of}v1`, 'veteran_model'], ['member', `p-c${of}m2`, 'volunteer'])
  }

  const veterans = (unit: string, on: PlainDate, count: number, from = 1) =>
    Array.from({ length: count }, (_, i) => {
      const person = `p-${unit.toLowerCase()}x${i + from}`
      const categories = i === 0 ? ['veteran_cadre', 'veteran_model'] : ['veteran_teacher']
      return says(unit, 'VeteranRegistered', on, { person, unit, categories })
    })
  veterans('C001', '2024-02-26', 6)
  veterans('C002', '2024-02-27', 9)
  veterans('C003', '2024-03-11', 2)
  veterans('V01', '2024-03-12', 8)
  for (const unit of ['C004', 'C005']) veterans(unit, '2024-03-05', 5)
  veterans('C001', '2025-02-18', 2, 7)
  veterans('C002', '2025-03-18', 1, 10)
  veterans('C003', '2025-05-20', 1, 3)
  const [, , twice] = veterans('V01', '2025-05-21', 3, 9)
  // Recorded before under another unit: the eleventh of V01 is none.
  if (twice !== undefined) retract(twice, '2025-06-10', '已在其他社区登记，重复登记')

  const station = (unit: string, code: string, level: string, on: PlainDate) =>
    says(unit, 'StationOpened', on, { station: code, unit, level, host: 'community_rooms' })
  station('C001', 'T001', 'centre', '2024-03-20')
  station('C002', 'T002', 'branch', '2024-03-21')
  station('C003', 'T003', 'branch', '2024-04-15')
  station('C004', 'T004', 'centre', '2024-04-16')
  station('C005', 'T005', 'centre', '2024-04-16')
  station('V01', 'T007', 'centre', '2024-05-10')

  const regulations = (unit: string, on: PlainDate, ...kinds: string[]) => says(unit, 'RegulationAdopted', on, { unit, kinds })
  regulations('C001', '2024-02-01', 'duties', 'study', 'meeting', 'publicity')
  regulations('C001', '2025-03-03', 'archive', 'commendation', 'duties')
  regulations('C002', '2024-02-02', 'duties', 'study', 'meeting', 'publicity', 'archive', 'commendation')
  regulations('C003', '2024-05-06', 'duties', 'meeting')
  regulations('C003', '2025-07-07', 'archive', 'meeting')
  regulations('V01', '2025-05-12', 'duties')
  regulations('V01', '2025-11-10', 'duties')
  for (const unit of ['C004', 'C005']) regulations(unit, '2024-02-05', 'duties', 'study', 'meeting', 'archive')
  for (const unit of ['C001', 'C002', 'V01'])
    says(unit, 'RegulationsPosted', unit === 'V01' ? '2025-05-26' : '2024-02-28', { unit, kinds: ['duties'] })

  // 2024 decides between C004 and C005, which are alike in 2025.
  const held = (unit: string, on: PlainDate, programme: string) =>
    says(unit, 'ActivityHeld', on, { unit, programme, title: '示例主题活动', audience: { minors: 20, adults: 5 } })
  held('C004', '2024-06-01', 'gratitude')
  held('C005', '2024-06-01', 'gratitude')
  held('C005', '2024-10-11', 'dedication')
  held('C001', '2024-07-10', 'serve_country')
  says('C001', 'FundsAllocated', '2024-03-29', { unit: 'C001', year: '2024', amountCny: '2400.00' })
  for (const month of ['2024-05', '2024-06', '2024-07'])
    says('C001', 'MonthlyPlanFiled', `${month}-04`, { unit: 'C001', month, filedTo: 'S01' })
}
