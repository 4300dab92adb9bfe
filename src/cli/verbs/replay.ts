/** `wuhao replay`: derives everything again from the bytes, and says what it came to. */
import type { Position } from '../../../events/event.js'
import { reading, refused } from '../context.js'
import { positionMeant } from '../names.js'
import { present } from '../output.js'
import { tableLines, tableOf } from '../table.js'
import { defineVerb, outputOptions, text } from '../verb.js'

export const replay = defineVerb({
  name: 'replay',
  topic: 'tend',
  summary: { zh: '从头重新计算，给出摘要供比对', en: 'derive everything again, with digests to compare' },
  options: {
    to: text('--to <position>', '只算到第几号记录', 'up to this position only'),
    ...outputOptions,
  },
  examples: ['wuhao replay', 'wuhao replay --to 12000', 'wuhao replay --json -o replay.json'],
  run: async (context, { to, ...form }) => {
    const start = performance.now()
    return await reading(context, async (ledger) => {
      const loadMs = performance.now() - start
      const { size, root } = ledger.head()
      const last: Position | ReturnType<typeof positionMeant> = to === undefined ? size - 1 : positionMeant(ledger, to)
      if (typeof last !== 'number') return refused(context, last)
      const { factsDigest, replayAnswers } = await import('../../operate/replay.js')
      const facts = factsDigest(ledger.view.facts, last)
      const answersFrom = performance.now()
      const answers = replayAnswers(ledger, last)
      const answersMs = performance.now() - answersFrom
      const { words, style, note } = context
      const data = { ledger: ledger.id, size, root, to: last, facts, answers }
      const rows = [
        { name: words.replay.facts, count: facts.rows, digest: facts.digest },
        ...answers.map(({ question, answers: count, digest }) => ({
          name: words.replay.questions[question] ?? question,
          count,
          digest,
        })),
      ]
      const table = tableOf(rows, [
        { title: words.replay.what, value: ({ name }) => name },
        { title: words.replay.count, right: true, value: ({ count }) => String(count) },
        { title: words.replay.digest, value: ({ digest }) => digest },
      ])
      const code = await present(context, form, {
        schema: 'replay',
        basis: undefined,
        data,
        text: () => [
          style('bold', words.replay.loaded(size, root)),
          words.replay.upTo(last),
          '',
          ...tableLines(table, { title: (line) => style('dim', line) }),
        ],
      })
      // Times are no data: they differ from run to run.
      note(
        words.replay.took(
          loadMs,
          answersMs,
          answers.reduce((sum, { answers: count }) => sum + count, 0),
        ),
      )
      return code
    })
  },
})
