/** A question before something that cannot be taken back. Asked only where a person sits. */
import type { Context } from './context.js'

/** Whether to go on: yes where nobody can be asked, or where `--yes` said so. */
export async function confirmed({ io, settings, words, note }: Context, question: string): Promise<boolean> {
  if (!settings.input.value) return true
  const answer = await io.question(`${question}${words.confirm.yesNo}`)
  if (answer === undefined || /^(y|yes|是|确定)$/i.test(answer.trim())) return true
  note(words.confirm.nothing)
  return false
}
