/** `wuhao import`: files of many records. All lines are judged before one is written, and the same file again does no harm. */
import type { Imported } from '../../operate/import.js'
import { type Context, principalOf, reading, writing } from '../context.js'
import { DONE, INTERRUPTED, REFUSED } from '../exits.js'
import { textOf } from '../files.js'
import { present } from '../output.js'
import { progressOf } from '../progress.js'
import { choice, defineVerb, outputOptions, required, UsageError, writeOptions } from '../verb.js'

export const importVerb = defineVerb({
  name: 'import',
  topic: 'write',
  summary: { zh: '成批录入（NDJSON，每行一条）', en: 'record many at once, one a line (NDJSON)' },
  options: {
    files: { ...required('<files...>', '文件；- 为标准输入', 'files; - is standard input'), read: listed },
    encoding: choice('--encoding <name>', ['auto', 'utf-8', 'gb18030'], '文字编码', 'how the text is encoded'),
    ...writeOptions,
    ...outputOptions,
  },
  examples: [
    'wuhao import 三月.ndjson --dry-run',
    'wuhao import 三月.ndjson --as 示例文员',
    'wuhao import 老系统.ndjson --encoding gb18030',
  ],
  run: async (context, { files: names, encoding = 'auto', dryRun, ...form }) => {
    const principal = principalOf(context)
    const files: { name: string; text: string }[] = []
    for (const name of names) files.push({ name, text: await textOf(context, name, encoding) })
    const { importFiles } = await import('../../operate/import.js')
    const progress = progressOf(context, context.words.import.progress)
    const signal = context.io.interruption()
    return await (dryRun ? reading : writing)(context, async (ledger) => {
      const imported = await importFiles(ledger, files, { principal, dryRun, signal, progress: progress.show })
      progress.end()
      if (imported.total === 0)
        throw new UsageError(
          `${names.join('、')} 里没有要录入的内容`,
          `there is nothing to record in ${names.join(', ')}`,
          REFUSED,
        )
      return await report(context, form, imported, { dryRun, several: files.length > 1 })
    })
  },
})

function listed(given: unknown): readonly string[] {
  return Array.isArray(given) ? given.map(String) : []
}

async function report(
  context: Context,
  form: { readonly json: boolean; readonly output: string | undefined },
  imported: Imported,
  { dryRun, several }: { readonly dryRun: boolean; readonly several: boolean },
): Promise<number> {
  const { words, complain, say } = context
  const { total, wrong, recorded, already, first, last, stoppedAt } = imported
  for (const { file, line, words: what } of wrong) complain(words.import.wrong(several ? file : undefined, line, say(what)))
  const summary =
    wrong.length > 0 && recorded + already === 0
      ? words.import.nothing(wrong.length, total)
      : dryRun
        ? words.import.wouldBe(total)
        : words.import.done(recorded, already, first, last)
  if (wrong.length > 0) complain(summary)
  const text = () => (wrong.length > 0 ? [] : [summary])
  if (form.json || wrong.length === 0)
    await present(context, form, { schema: 'import', basis: undefined, data: { ...imported, dryRun }, text })
  if (stoppedAt !== null) {
    complain(words.import.stopped(several ? stoppedAt.file : undefined, stoppedAt.line))
    return wrong.length > 0 ? REFUSED : INTERRUPTED
  }
  return wrong.length > 0 ? REFUSED : DONE
}
