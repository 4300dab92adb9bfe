/** A long text in pieces: an event has 65,535 bytes, a rule document or the table of a result may have more. */
import { z } from 'zod'
import { Count, Digest, field, must } from './fields.js'

/** Whoever cuts a text counts bytes: those of a piece, its quotes escaped, must fit into an event. */
const PIECE_CHARACTERS_MAX = 49_152

/** One piece of the canonical JSON of something. `index` counts from 0; `digest` is that of the whole. */
export const Piece = z
  .strictObject({
    digest: Digest,
    index: Count,
    parts: Count,
    json: field(z.string().min(1).max(PIECE_CHARACTERS_MAX), {
      expected: {
        zh: `文本的一段（1至${PIECE_CHARACTERS_MAX}字符）`,
        en: `a piece of 1 to ${PIECE_CHARACTERS_MAX} characters`,
      },
      verbatim: true,
    }),
  })
  .refine(
    ({ index, parts }) => parts < 0 || index < parts,
    must('index', '小于总段数的序号', 'an index below the number of pieces'),
  )
