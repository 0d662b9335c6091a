/** longest is the longer side of a photo that is sent, in pixels. */
export const longest = 2048

/** fitted is the size of a picture whose longer side is at most as given; a smaller one is left as it is. */
export function fitted(width: number, height: number, most: number): { width: number; height: number } {
  const scale = Math.min(1, most / Math.max(width, height))
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  }
}

/** sizeOf reads how large a picture is without holding all its pixels. */
async function sizeOf(file: Blob): Promise<{ width: number; height: number }> {
  const address = URL.createObjectURL(file)
  try {
    const image = new Image()
    image.src = address
    await new Promise((resolve, reject) => {
      image.onload = resolve
      image.onerror = reject
    })
    return { width: image.naturalWidth, height: image.naturalHeight }
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** shrink makes a JPEG of a picture, small enough to send from a site; a picture that cannot be read is refused. */
export async function shrink(file: Blob): Promise<Blob> {
  const whole = await sizeOf(file)
  const { width, height } = fitted(whole.width, whole.height, longest)
  const bitmap = await createImageBitmap(file, {
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: 'high',
    imageOrientation: 'from-image',
  })
  try {
    return await toJpeg(bitmap, width, height)
  } finally {
    bitmap.close()
  }
}

async function toJpeg(picture: CanvasImageSource, width: number, height: number): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) throw new Error('the browser draws no pictures')
  // A drawing without a ground of its own would turn black.
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, width, height)
  context.drawImage(picture, 0, 0, width, height)
  const photo = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.8))
  if (!photo) throw new Error('the browser made no picture')
  return photo
}
