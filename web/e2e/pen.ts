import type { Page } from 'playwright-core'
import { until } from './world.ts'

/** sign draws a line on the last paper of a page. */
export async function sign(page: Page): Promise<void> {
  const paper = page.locator('canvas').last()
  await paper.scrollIntoViewIfNeeded()
  await until(async () => ((await paper.getAttribute('width')) ?? '300') !== '300')
  const box = await paper.boundingBox()
  if (!box) throw new Error('there is no paper')
  await page.mouse.move(box.x + 40, box.y + 30)
  await page.mouse.down()
  await page.mouse.move(box.x + 180, box.y + 70, { steps: 8 })
  await page.mouse.up()
}
