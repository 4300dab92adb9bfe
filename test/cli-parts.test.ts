/** The parts of the command line that are functions: tables, CSV, YAML text, places in JSON, encodings of files. */
import { readdirSync, readFileSync } from 'node:fs'
import stringWidth from 'string-width'
import t from 'tap'
import type { Json } from '../events/event.js'
import { percentOf } from '../src/cli/percent.js'
import { readYaml } from '../projections/rules/yaml.js'
import { withSet } from '../src/cli/set.js'
import { csvOf, tableLines, tableOf, widthsOf } from '../src/cli/table.js'
import { yamlOf } from '../src/cli/yaml-text.js'
import { decodeText } from '../src/operate/text.js'

t.test('a table stands in line, whatever the width of its characters', (t) => {
  const rows = [
    { name: '示例3社区', points: '87.50' },
    { name: 'C1', points: '101.00' },
  ]
  const table = tableOf(rows, [
    { title: '社区', value: ({ name }) => name },
    { title: '总分', right: true, value: ({ points }) => points },
  ])
  t.same(tableLines(table), ['社区         总分', '示例3社区   87.50', 'C1         101.00'])
  const widths = tableLines(table).map((line) => stringWidth(line))
  t.same(new Set(widths).size, 1)
  t.same(widthsOf([table, { ...table, rows: [['示例区关心下一代工作委员会', '1']] }]), [26, 6], 'tables may share widths')
  t.end()
})

t.test('CSV is what a spreadsheet wants, and no formula', (t) => {
  const cell = (text: string): string => csvOf({ columns: [{ title: 'a' }], rows: [[text]] }).slice(4, -2)
  t.equal(csvOf({ columns: [{ title: '社区' }, { title: '分' }], rows: [['示例', '1.00']] }), '\uFEFF社区,分\r\n示例,1.00\r\n')
  for (const formula of ['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\tx']) t.match(cell(formula), /^"?'/, formula)
  for (const number of ['-15.50', '3', '-1']) t.equal(cell(number), number)
  t.equal(cell('a,b'), '"a,b"')
  t.equal(cell('说“好”"!"'), '"说“好”""!"""')
  t.equal(cell('=a,b'), `"'=a,b"`)
  t.end()
})

t.test('the text of a rule set reads back as the same rule set', (t) => {
  const folder = new URL('../projections/rulesets/', import.meta.url)
  for (const name of readdirSync(folder)) {
    const { json } = readYaml(readFileSync(new URL(name, folder), 'utf8'))
    const again = readYaml(yamlOf(json ?? null).join('\n'))
    t.same(again.problems, [], name)
    t.same(again.json, json, name)
  }
  for (const value of [
    { a: '', b: 'yes', c: 'null', d: '007', e: '-0', f: 'a: b', g: '#x', h: ' x ', i: true, j: null, k: [], l: {}, m: '1e3' },
    {
      list: [
        ['a', 'b'],
        [{ a: '1' }, { b: ['“引号”', '- x', '中文，标点。'] }],
      ],
      'odd key': 'x\ny',
    },
    ['x', { y: 'z'.repeat(100), deep: { deeper: { deepest: '很长的一句话，'.repeat(20) } } }],
  ] as Json[]) {
    const text = yamlOf(value).join('\n')
    t.same(readYaml(text).json, value, text)
  }
  t.end()
})

t.test('one place of a value is changed, and the rest stays', (t) => {
  const value = { unit: 'C003', hours: '3.5', audience: { minors: 20 }, units: ['C001', 'C002'] }
  t.same(withSet(value, 'audience.minors=38'), { ...value, audience: { minors: 38 } })
  t.same(withSet(value, 'hours=4'), { ...value, hours: '4' }, 'where a text stood, a text stays')
  t.same(withSet(value, 'units.1=C009'), { ...value, units: ['C001', 'C009'] })
  t.same(withSet(value, 'units.2=C009'), { ...value, units: ['C001', 'C002', 'C009'] })
  t.same(withSet(value, 'units.0='), { ...value, units: ['C002'] })
  t.same(withSet(value, 'unit='), { hours: '3.5', audience: { minors: 20 }, units: ['C001', 'C002'] })
  t.same(withSet(value, 'note=a=b'), { ...value, note: 'a=b' })
  t.same(withSet(value, 'kinds=["a"]'), { ...value, kinds: ['a'] })
  t.same(value.audience, { minors: 20 }, 'the value itself is left alone')
  for (const wrong of ['unit', '=x', 'unit.x=1', 'units.x=1', 'units.9=1', 'none.x=1'])
    t.throws(() => withSet(value, wrong), { name: 'UsageError' }, wrong)
  t.end()
})

t.test('files are read strictly, and it is known what they were written in', (t) => {
  const gb = Uint8Array.of(0xca, 0xbe, 0xc0, 0xfd) // 示例
  const utf8 = Buffer.from('示例', 'utf8')
  const bom = Uint8Array.of(0xef, 0xbb, 0xbf)
  t.same(decodeText(utf8, 'auto'), { text: '示例', encoding: 'utf-8', bom: false })
  t.same(decodeText(Buffer.concat([bom, utf8]), 'auto'), { text: '示例', encoding: 'utf-8', bom: true })
  t.same(decodeText(Buffer.concat([bom, utf8]), 'utf-8'), { text: '示例', encoding: 'utf-8', bom: true })
  t.same(decodeText(gb, 'auto'), { text: '示例', encoding: 'gb18030', bom: false })
  t.same(decodeText(gb, 'gb18030'), { text: '示例', encoding: 'gb18030', bom: false })
  t.equal(decodeText(gb, 'utf-8'), undefined)
  const utf16 = Buffer.from('\uFEFF示例', 'utf16le')
  t.same(decodeText(utf16, 'auto'), { text: '示例', encoding: 'utf-16le', bom: true })
  t.equal(decodeText(Uint8Array.of(0x81, 0xff, 0xff), 'auto'), undefined)
  t.same(decodeText(new Uint8Array(), 'auto'), { text: '', encoding: 'utf-8', bom: false })
  t.end()
})

t.test('shares are read to one decimal, from exact fractions', (t) => {
  for (const [rate, percent] of [
    ['130/143', '90.9%'],
    ['18/109', '16.5%'],
    ['129/143', '90.2%'],
    ['0.5', '50.0%'],
    ['1', '100.0%'],
    ['1/2000', '0.1%'],
    ['0', '0.0%'],
  ] as const)
    t.equal(percentOf(rate), percent, rate)
  t.end()
})
