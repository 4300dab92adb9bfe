/** What events say to the fact table, written out one by one. */
import t from 'tap'
import type { JsonObject } from '../events/event.js'
import { factLines, type FactCase } from './fixtures/fact-lines.js'
import { definitionOf, judged } from './fixtures/samples.js'

const cases: readonly FactCase[] = [
  [
    'UnitRegistered',
    'stands',
    { unit: 'C003', kind: 'community', name: '示例社区', parent: 'S04' },
    ['opens C003:unit unit [] kind=community name=示例社区 parent=S04'],
  ],
  ['UnitConverted', 'keeps its name', { unit: 'C003', kind: 'community' }, ['changes C003:unit unit [] kind=community']],
  ['UnitMoved', 'changes its parent only', { unit: 'C003', parent: 'S05' }, ['changes C003:unit unit [] parent=S05']],
  ['UnitRenamed', 'changes its name only', { unit: 'C003', name: '新名' }, ['changes C003:unit unit [] name=新名']],
  ['UnitDissolved', 'ends', { unit: 'C003' }, ['closes C003:unit unit []']],
  [
    'UnitsMerged',
    'ends what merges, and leaves a trace on both sides',
    { into: 'C003', from: ['C004', 'C005'], name: '新名' },
    [
      'happened C003:unit',
      'happened C004:merged',
      'happened C005:merged',
      'closes C004:unit unit []',
      'closes C005:unit unit []',
      'changes C003:unit unit [] name=新名',
    ],
  ],
  [
    'UnitSplit',
    'ends the old unit',
    {
      unit: 'C003',
      into: [
        { unit: 'C110', name: '东', kind: 'community', parent: 'S04' },
        { unit: 'C111', name: '西', kind: 'community', parent: 'S04' },
      ],
    },
    [
      'happened C003:unit',
      'happened C110:split_off',
      'happened C111:split_off',
      'closes C003:unit unit []',
      'opens C110:unit unit [] name=东 kind=community parent=S04',
      'opens C111:unit unit [] name=西 kind=community parent=S04',
    ],
  ],
  [
    'UnitSplit',
    'lets the old unit go on when it is among the new',
    {
      unit: 'C003',
      into: [
        { unit: 'C003', name: '东', kind: 'community' },
        { unit: 'C111', name: '西', kind: 'community', parent: 'S04' },
      ],
    },
    [
      'happened C003:unit',
      'happened C111:split_off',
      'changes C003:unit unit [] name=东 kind=community',
      'opens C111:unit unit [] name=西 kind=community parent=S04',
    ],
  ],
  ['CommitteeEstablished', 'stands', { unit: 'C003' }, ['opens C003:unit committee []']],
  [
    'LeadershipTeamAdjusted',
    'opens and closes a role for each change',
    {
      unit: 'C003',
      changes: [
        { change: 'in', post: 'chair', person: 'p-0001', holder: 'party_secretary' },
        { change: 'out', post: 'member', person: 'p-0002' },
      ],
    },
    [
      'happened C003:unit',
      'opens C003:unit role [chair/p-0001] post=chair person=p-0001 holder=party_secretary',
      'closes C003:unit role [member/p-0002]',
    ],
  ],
  [
    'RoleAssigned',
    'stands under post and person',
    { unit: 'C003', post: 'chair', person: 'p-0001', holder: 'veteran_cadre' },
    ['opens C003:unit role [chair/p-0001] post=chair person=p-0001 holder=veteran_cadre'],
  ],
  [
    'RoleEnded',
    'ends under the same key',
    { unit: 'C003', post: 'chair', person: 'p-0001', reason: '换届' },
    ['closes C003:unit role [chair/p-0001]'],
  ],
  [
    'VeteranRegistered',
    'stands for each category, of the unit and of the person',
    { person: 'p-0001', unit: 'C003', categories: ['veteran_cadre', 'veteran_model'] },
    [
      'opens C003:unit veteran [p-0001/veteran_cadre] category=veteran_cadre person=p-0001 unit=C003',
      'opens p-0001:person veteran [veteran_cadre] category=veteran_cadre person=p-0001 unit=C003',
      'opens C003:unit veteran [p-0001/veteran_model] category=veteran_model person=p-0001 unit=C003',
      'opens p-0001:person veteran [veteran_model] category=veteran_model person=p-0001 unit=C003',
    ],
  ],
  [
    'VeteranWithdrawn',
    'ends every category of the person, and of the unit only theirs',
    { person: 'p-0001', unit: 'C003', reason: '迁出' },
    ['closes C003:unit veteran [p-0001/*]', 'closes p-0001:person veteran [*]'],
  ],
  [
    'InstructorEngaged',
    'holds on its last day, and no longer on the next',
    { person: 'p-0001', station: 'T003', kind: 'veteran', startsOn: '2025-12-01', endsOn: '2025-12-31' },
    [
      'opens T003:station engagement [p-0001] from 2025-12-01 until 2026-01-01 kind=veteran person=p-0001 station=T003',
      'opens p-0001:person engagement [T003] from 2025-12-01 until 2026-01-01 kind=veteran person=p-0001 station=T003',
    ],
  ],
  [
    'InstructorReleased',
    'ends on both sides',
    { person: 'p-0001', station: 'T003', reason: '本人申请' },
    ['closes T003:station engagement [p-0001]', 'closes p-0001:person engagement [T003]'],
  ],
  [
    'StationOpened',
    'stands for the station and for its unit',
    { station: 'T003-1', unit: 'C003', level: 'branch', parent: 'T003', host: 'school' },
    [
      'opens T003-1:station station [] level=branch unit=C003 parent=T003 station=T003-1',
      'opens C003:unit station [T003-1] level=branch unit=C003 parent=T003 station=T003-1',
    ],
  ],
  [
    'StationUpgraded',
    'changes the level on both sides',
    { station: 'T003-1', unit: 'C003', level: 'centre' },
    ['changes T003-1:station station [] level=centre', 'changes C003:unit station [T003-1] level=centre'],
  ],
  [
    'StationClosed',
    'ends on both sides',
    { station: 'T003-1', unit: 'C003' },
    ['closes T003-1:station station []', 'closes C003:unit station [T003-1]'],
  ],
  [
    'StationChiefAppointed',
    'has one key, so that the next replaces them',
    { station: 'T003', person: 'p-0001' },
    ['opens T003:station role [station_chief] post=station_chief person=p-0001'],
  ],
  [
    'PairingEstablished',
    'stands for both, each keyed by the other',
    { unit: 'C003', partner: 'M02', kind: 'member_unit' },
    [
      'opens C003:unit pairing [M02] kind=member_unit partner=M02 typical=false',
      'opens M02:partner pairing [C003] kind=member_unit partner=C003 typical=false',
    ],
  ],
  [
    'PairingEnded',
    'ends on both sides',
    { unit: 'C003', partner: 'M02' },
    ['closes C003:unit pairing [M02]', 'closes M02:partner pairing [C003]'],
  ],
  [
    'StationRegistryPiloted',
    'stands for each unit',
    { units: ['S04', 'S05'] },
    ['opens S04:unit registry_pilot []', 'opens S05:unit registry_pilot []'],
  ],
  [
    'ServiceGroupFormed',
    'stands under its code',
    { station: 'T001', code: 'talent_group' },
    ['opens T001:station service [talent_group] code=talent_group'],
  ],
  [
    'ServiceOfficeSet',
    'stands under its code',
    { station: 'T001', code: 'talent_coordination' },
    ['opens T001:station service [talent_coordination] code=talent_coordination'],
  ],
  [
    'MonthlyPlanFiled',
    'happened to the unit that filed',
    { unit: 'C003', month: '2025-09', filedTo: 'S04' },
    ['happened C003:unit'],
  ],
  [
    'RegulationAdopted',
    'happened once for each kind',
    { unit: 'C003', kinds: ['duties', 'archive'] },
    ['happened C003:unit kind=duties', 'happened C003:unit kind=archive'],
  ],
  [
    'BrandDeclared',
    'stands for the brand and for its owner',
    { brand: 'b-read', owner: 'C003', title: '家庭读书' },
    ['opens b-read:brand brand [] brand=b-read owner=C003', 'opens C003:unit brand [b-read] brand=b-read owner=C003'],
  ],
  ...(['C003:unit', 'T003:station', 'p-0001:person', 'b-read:brand'] as const).map(
    (subject) =>
      [
        'HonourReceived',
        `is of a ${subject.split(':')[1]}`,
        { subject: subject.split(':')[0] ?? '', level: 'city', title: '先进', grantor: '示例市', projectKey: 'advanced' },
        [`happened ${subject}`],
      ] as const,
  ),
  ['ItemJudged', 'points', judged({ kind: 'points', points: '4.50' }), ['happened C003:unit kind=points points=4.50']],
  ['ItemJudged', 'a number', judged({ kind: 'number', number: '12.5' }), ['happened C003:unit kind=number number=12.5']],
  ['ItemJudged', 'a level', judged({ kind: 'level', level: 'good' }), ['happened C003:unit kind=level level=good']],
  ['ItemJudged', 'met or not', judged({ kind: 'met', met: false }), ['happened C003:unit kind=met met=false']],
  [
    'ItemJudged',
    'a row for each kind of case',
    judged({
      kind: 'cases',
      cases: [
        { level: 'minor', count: 2 },
        { count: 1, points: '-1.50', flags: ['repeated', 'solved'] },
      ],
    }),
    [
      'happened C003:unit kind=cases level=minor count=2',
      'happened C003:unit kind=cases count=1 points=-1.50 flags=repeated solved',
    ],
  ],
  ['ItemJudged', 'that there was no case', judged({ kind: 'cases', cases: [] }), ['happened C003:unit kind=cases count=0']],
]

for (const [type, says, data, expected] of cases)
  t.test(`${type}: ${says}`, async (t) => {
    t.strictSame(factLines(type, data), expected)
  })

t.test('what must stand is what was opened: under the same name, role and key', async (t) => {
  const pairs: readonly (readonly [
    opening: string,
    ending: string,
    both: JsonObject,
    opening: JsonObject,
    ending: JsonObject,
  ])[] = [
    ['RoleAssigned', 'RoleEnded', { unit: 'C003', post: 'chair', person: 'p-0001' }, { holder: 'volunteer' }, { reason: '换届' }],
    [
      'InstructorEngaged',
      'InstructorReleased',
      { person: 'p-0001', station: 'T003' },
      { kind: 'veteran', startsOn: '2025-01-01' },
      { reason: '期满' },
    ],
    ['StationOpened', 'StationUpgraded', { station: 'T003', unit: 'C003', level: 'centre' }, {}, {}],
    ['StationOpened', 'StationClosed', { station: 'T003', unit: 'C003' }, { level: 'centre' }, {}],
    ['PairingEstablished', 'PairingEnded', { unit: 'C003', partner: 'M02' }, { kind: 'member_unit' }, {}],
  ]
  for (const [opening, ending, both, first, last] of pairs) {
    const opened = factLines(opening, { ...both, ...first })
    const rests = definitionOf(ending).restsOn?.({ ...both, ...last }) ?? []
    t.equal(rests.length, 1, ending)
    for (const { name, subject, as, key } of rests)
      t.ok(
        opened.some((fact) => fact.startsWith(`opens ${subject}:${as} ${name} [${key}]`)),
        `${ending} rests on ${opening}`,
      )
  }
  const changes = [
    { change: 'in', post: 'chair', person: 'p-0001', holder: 'staff' },
    { change: 'out', post: 'member', person: 'p-0002' },
  ]
  t.strictSame(definitionOf('LeadershipTeamAdjusted').restsOn?.({ unit: 'C003', changes }), [
    { name: 'role', subject: 'C003', as: 'unit', key: 'member/p-0002' },
  ])
})
