import { Button } from '@mantine/core'
import { useState } from 'react'
import { useProject } from '~/api/access'
import { asProblem, type Problem } from '~/api/problem'
import { lastSigner, rememberSigner } from '~/lib/device'
import { m } from '~/lib/paraglide/messages'
import { drawn } from '~/ui/form/strokes'
import { ProblemNote } from '~/ui/ProblemNote'
import { pictureOf } from '~/ui/Viewer'
import { SignerField } from '../form/SignerField'
import css from './answer.module.css'
import type { Run, Said } from './judge'
import type { Running } from './useRun'

/** SignStep takes a signature as the answer to a step; until it is sent its strokes stay on the device. */
export function SignStep({
  run,
  step,
  answer,
  running,
  off,
  onGive,
}: {
  run: Run
  step: Run['steps'][number]
  answer: Said
  running: Running
  off: boolean
  onGive: (part: Partial<Said>) => void
}) {
  const project = useProject()
  const [name, setName] = useState(answer.said || lastSigner())
  const [problem, setProblem] = useState<Problem>()
  const [busy, setBusy] = useState(false)
  const strokes = running.kept.strokes[step.id] ?? []
  if (answer.signature) {
    return (
      <div className={css.signed}>
        <img
          src={pictureOf(project, answer.signature)}
          alt={m.verification_signed_by({ name: answer.said })}
        />
        <p>{m.verification_signed_by({ name: answer.said })}</p>
        {!off && (
          <Button variant="default" onClick={() => onGive({ said: '', signature: null })}>
            {m.verification_sign_again()}
          </Button>
        )}
      </div>
    )
  }
  if (off) return null
  const sign = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      const signature = await running.sendPicture(
        await drawn(strokes),
        `${run.procedure.code}-${step.code}-signature.png`,
      )
      rememberSigner(name)
      running.keepStrokes(step.id, [])
      onGive({ said: name.trim(), signature })
    } catch (error) {
      setProblem(asProblem(error))
    }
    setBusy(false)
  }
  return (
    <>
      <SignerField
        label={m.verification_signature_plain()}
        strokes={strokes}
        name={name}
        wrong={strokes.length > 0 && !name.trim() ? m.verification_needs_name() : undefined}
        onStrokes={(next) => running.keepStrokes(step.id, next)}
        onName={setName}
      />
      {problem && <ProblemNote problem={problem} />}
      <Button size="lg" disabled={strokes.length === 0 || !name.trim()} loading={busy} onClick={sign}>
        {m.verification_sign()}
      </Button>
    </>
  )
}
