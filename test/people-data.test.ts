/** The ledger keeps no number that identifies a person, wherever it stands and however it is written. */
import t from 'tap'
import type { JsonObject, Proposal } from '../events/event.js'
import { isRefusal } from '../projections/refusal.js'
import { parse } from '../src/admission/parse.js'
import { on, whenParsed } from './given.js'

const titled = (title: string, papers: Partial<Proposal> = {}) =>
  on('2025-05-04', 'ActivityHeld', { unit: 'C001', programme: 'gratitude', title, audience: { minors: 20, adults: 3 } }, papers)

/** Invented numbers of the right form: the check digits are right, the persons are nobody's. */
const identityCards = [
  '11010519491231002X',
  '11010519491231002x',
  '身份证110101199003077758。',
  '110101 19900307 7758',
  '110101-19900307-7758',
  '１１０１０１１９９００３０７７７５８',
  '110101900307775', // of before 1999
]
const mobiles = [
  '13812345678',
  '电话：13812345678。',
  '编号3 13812345678',
  '138-1234-5678',
  '138 1234 5678',
  '138 12345678',
  '1381234 5678',
  '1381-234-5678',
  '138–1234–5678',
  '+8613812345678',
  '+86 138 1234 5678',
  '8613812345678',
  '0086-13812345678',
  '１３８１２３４５６７８',
  '1 3 8 1 2 3 4 5 6 7 8',
  '张三19912345678李四',
]
const harmless = [
  '示关工委〔2026〕138号',
  '2025-05-04 至 2025-06-30',
  '1998-2002 365',
  '110101199003077759', // a wrong check digit
  '12812345678', // no mobile number begins like this
  '138123456789',
  '0571-88123456',
  '参加130人、150人、188人',
  '110101901307775', // a month 13
  '订单号20250504123456789012',
]

t.test('an identity-card number is refused', (t) => {
  for (const text of identityCards)
    whenParsed(titled(text)).thenRefused(t, 'personal_data', {
      place: 'data.title',
      zh: ['题目（data.title）含有身份证号码', '代号'],
      en: 'identity-card',
    })
  t.end()
})

t.test('a mobile number is refused, in whatever groups', (t) => {
  for (const text of mobiles)
    whenParsed(titled(text)).thenRefused(t, 'personal_data', {
      place: 'data.title',
      zh: '题目（data.title）含有手机号码',
      en: 'mobile',
    })
  t.end()
})

t.test('other numbers are let in', (t) => {
  for (const text of harmless) whenParsed(titled(text)).thenRead(t)
  t.end()
})

t.test('whatever field it stands in', (t) => {
  const number = '13812345678'
  const places: readonly (readonly [string, unknown])[] = [
    ['document', titled('示例', { document: `示例${number}号` })],
    ['data.findings', on('2025-05-04', 'FieldSurveyConducted', { unit: 'C001', visited: ['C002'], findings: `联系人${number}` })],
    [
      'data.instructors.0',
      on('2025-05-04', 'ActivityHeld', {
        unit: 'C001',
        programme: 'gratitude',
        title: '示例',
        audience: { minors: 1, adults: 0 },
        instructors: [`p-${number}`],
      }),
    ],
    [
      'data.projectKey',
      on('2025-05-04', 'HonourReceived', { subject: 'C001', level: 'city', title: '示例', grantor: '示例', projectKey: number }),
    ],
    ['data.amountCny', on('2025-05-04', 'FundsAllocated', { unit: 'C001', year: '2025', amountCny: number })],
    [
      'data.reason',
      on(
        '2025-05-04',
        'EventRetracted',
        { target: '00000000-0000-5000-8000-000000000001', reason: `${number}要求` },
        { document: '示例1号' },
      ),
    ],
    [
      'data.data.title',
      on(
        '2026-03-01',
        'EventCorrected',
        {
          target: '00000000-0000-5000-8000-000000000001',
          targetType: 'ActivityHeld',
          targetVersion: 2,
          occurredOn: '2025-05-04',
          data: { title: number },
          reason: '示例',
        },
        { document: '示例1号' },
      ),
    ],
  ]
  for (const [place, proposal] of places) whenParsed(proposal).thenRefused(t, 'personal_data', { place })
  t.end()
})

t.test('a number in a place where it does not belong is not repeated in the answer', (t) => {
  const number = '13812345678'
  const wrong: readonly unknown[] = [
    titled(number),
    on('2025-05-04', 'ActivityHeld', { ...titled('示例').data, programme: number }),
    on('2025-05-04', 'ActivityHeld', { ...titled('示例').data, [`k${number}`]: 1 }),
    on('2025-05-04', 'ActivityHeld', { ...titled('示例').data, partners: [number] }),
    { ...titled('示例'), type: number },
    { ...titled('示例'), occurredOn: number },
  ]
  for (const proposal of wrong) {
    const refusal = parse(proposal)
    t.ok(isRefusal(refusal))
    t.notMatch(JSON.stringify(refusal), number)
  }
  t.end()
})

t.test('digests and ids are no numbers of people', (t) => {
  const evidence = [{ sha256: `13812345678${'a'.repeat(53)}`, mediaType: 'image/png', bytes: 3 }]
  whenParsed(titled('示例', { evidence, causedBy: '13812345-6781-5381-8234-138123456789' })).thenRead(t)
  t.end()
})

t.test('the text of a rule set stays as it is', (t) => {
  const part: JsonObject = { digest: 'a'.repeat(64), index: 0, parts: 1, json: '"联系电话13812345678\\n"' }
  whenParsed(on('2025-05-04', 'RuleSetPart', part)).thenRead(t)
  t.end()
})
