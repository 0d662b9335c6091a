import { Button, Popover, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { deviceName, nameDevice } from '~/lib/device'
import { parseNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { ProblemNote } from '~/ui/ProblemNote'
import { type Row, verdictOf } from '../limit'
import css from './form.module.css'
import { MeasureField } from './MeasureField'
import { NoteField } from './NoteField'
import { PhotosField } from './PhotosField'
import { ResultField } from './ResultField'
import { SignerField } from './SignerField'
import { type Test, useRecording } from './useRecording'

/** RecordForm records one test of a row. */
export function RecordForm({ row, onDone }: { row: Row; onDone: (test: Test) => void }) {
  const { draft, change, wrong, problem, busy, lost, again, addPhotos, addFiles, removePhoto, send } =
    useRecording(row, onDone)
  const form = useRef<HTMLFormElement>(null)
  const outside = verdictOf(row, parseNumber(draft.measured)) === 'outside'
  const at = (field: string) => problem?.errors.get(field)

  // A refusal takes the reader to the first field to correct.
  useEffect(() => {
    if (Object.keys(wrong).length > 0 || problem?.errors.size) {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
    }
  }, [wrong, problem])

  return (
    <form
      ref={form}
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void send()
      }}
    >
      <MeasureField
        row={row}
        measured={draft.measured}
        observed={draft.observed}
        wrong={wrong.measured ?? at('measured')}
        onMeasured={(measured) =>
          // A value that does not keep to the limit takes a plain pass back.
          change(
            draft.result === 'passed' && verdictOf(row, parseNumber(measured)) === 'outside'
              ? { measured, result: null }
              : { measured },
          )
        }
        onObserved={(observed) => change({ observed })}
      />
      <ResultField
        result={draft.result}
        outside={outside}
        wrong={wrong.result ?? at('result')}
        onResult={(result) => change({ result })}
      />
      <NoteField
        result={draft.result}
        note={draft.note}
        wrong={wrong.note ?? at('note')}
        onNote={(note) => change({ note })}
      />
      <PhotosField
        photos={draft.photos}
        lost={lost}
        onAdd={(files) => void addPhotos(files)}
        onAttach={(files) => void addFiles(files)}
        onRemove={removePhoto}
        onAgain={again}
      />
      <SignerField
        strokes={draft.strokes}
        name={draft.name}
        wrong={wrong.signed_name ?? at('signed_name')}
        onStrokes={(strokes) => change({ strokes, signature: null })}
        onName={(name) => change({ name })}
      />
      <Device />
      <div className={css.send}>
        {problem && <ProblemNote problem={problem} />}
        <Button type="submit" fullWidth loading={busy}>
          {problem ? m.verification_send_again() : m.verification_send()}
        </Button>
      </div>
    </form>
  )
}

/** Device names the tablet, so that the history tells where a test was made. */
function Device() {
  const [name, setName] = useState(deviceName)
  const [opened, setOpened] = useState(false)
  return (
    <p className={css.device}>
      {name ? m.verification_device({ name }) : m.verification_device_none()}{' '}
      <Popover opened={opened} onChange={setOpened} trapFocus position="top-start" shadow="md">
        <Popover.Target>
          <button type="button" onClick={() => setOpened(!opened)}>
            {m.verification_device_name()}
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <TextInput
            label={m.verification_device_label()}
            description={m.verification_device_about()}
            value={name}
            maxLength={60}
            onChange={(event) => {
              setName(event.currentTarget.value)
              nameDevice(event.currentTarget.value)
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              setOpened(false)
            }}
          />
        </Popover.Dropdown>
      </Popover>
    </p>
  )
}
