/** The demonstration: what somebody sees who has just installed it. */
import { existsSync } from 'node:fs'
import t from 'tap'
import { wuhao } from './cli/wuhao.js'

const cwd = t.testdir()

t.test('the demo tells the whole story, and every command it offers works', async (t) => {
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = cwd
  t.teardown(() => {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  })
  const { code, out, err } = await wuhao({ cwd }, 'demo')
  t.match({ code, err }, { code: 0, err: '' })
  t.match(
    out,
    /^已生成示例区：10个街道，109个社区（2025年底），\d+条记录，用时[\d.]+秒\n重新打开账本：\d+条记录逐条核对无误，用时[\d.]+秒\n/,
  )
  t.match(out, /^一、2025年全区前10名$/m)
  t.match(out, /^二、\S+为什么是\d+\.\d\d分\n\S+ 2025年 总分 \S+ = 100\.00 − /m)
  t.match(
    out,
    /^三、同样的记录，按前后两年的规则各算一遍：谁变了，为什么\n2025年.*：规则 2024\.1 → 规则 2025\.1\n\d+个社区中，\d+个名次变动/m,
  )
  t.match(out, /^四、10周前看到的排名（截至2026年4月\d+日录入的记录，之后又录入\d+条）：[1-9]\d*个社区名次不同$/m)
  t.match(out, /^五、创建看板：.*\n五有五好创建看板（[^]+^达标：\d+个社区中\d+个，/m)
  t.match(out, /^六、评优：十佳机关（部门、街道）工作先进单位\n[^]+^部门组[^]+^街道组[^]+名入选/m)
  t.match(out, /[▲▼]\d/)
  t.equal(out.match(/^依据：截至/gm)?.length, 5)
  const [, store = ''] = /^账本保留在 (\S+)，/m.exec(out) ?? []
  t.ok(store.startsWith(cwd) && existsSync(store))
  const commands = [...out.matchAll(/^ {2}wuhao (.*)$/gm)].map(([, words = '']) => words)
  t.equal(commands.length, 10)
  for (const words of commands) t.match(await wuhao({ cwd }, words), { code: 0, out: /\n(?:依据|试算依据)：/ }, words)
})
