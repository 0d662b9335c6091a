import type { PointGroup } from 'signature_pad'
import { type FieldProps, useField } from '~/ui/form/field'
import { SignatureField } from '~/ui/form/SignatureField'

/** InkField is the drawn signature as a field of a form: its strokes. */
export function InkField(props: FieldProps) {
  const { value, set, shared } = useField<PointGroup[]>(props)
  return <SignatureField label={props.label} strokes={value} wrong={shared.error} onStrokes={set} />
}
