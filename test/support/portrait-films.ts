import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { findChromium } from './programs.ts';

/** Paths of films. */
export type Portraits = readonly [anna: string, minh: string];

const CAMERA = { width: 1280, height: 720 };

/** The people drawn on the home page, as what their cameras see. */
export async function drawPortraits(url: string, folder: string): Promise<Portraits> {
  const browser = await chromium.launch({ executablePath: findChromium() ?? '' });
  const page = await browser.newPage({ viewport: CAMERA });
  await page.goto(url);
  const drawings = await page.$$eval('.portraits svg', (all) => all.map((svg) => svg.outerHTML));
  // The policy of our page would take the style away.
  await page.goto('about:blank');
  const style = '<style>body{margin:0}svg{width:100vw;height:100vh}</style>';
  const files: string[] = [];
  for (const [index, drawing] of drawings.entries()) {
    await page.setContent(style + drawing);
    const path = join(folder, `${index}.mjpeg`);
    const picture = await page.screenshot({ type: 'jpeg', quality: 92 });
    // A film of JPEG is one picture after another.
    await writeFile(path, Buffer.concat([picture, picture]));
    files.push(path);
  }
  await browser.close();
  const [anna = '', minh = ''] = files;
  return [anna, minh];
}
