/** A canvas of so many CSS pixels, one dot a pixel of the screen, cleared; its context draws in CSS pixels. Null of no size. */
export function sizeCanvas(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D | null {
  const context = canvas.getContext("2d");
  if (context === null || width < 1 || height < 1) return null;
  const density = Math.min(3, devicePixelRatio);
  const [dotsAcross, dotsDown] = [Math.round(width * density), Math.round(height * density)];
  if (canvas.width !== dotsAcross || canvas.height !== dotsDown) {
    canvas.width = dotsAcross;
    canvas.height = dotsDown;
  }
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}
