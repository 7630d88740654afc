// Sound or film that is played: where it is, which stretch is marked, how fast it goes.

export class Player {
  element: HTMLMediaElement | null = $state.raw(null);
  time = $state(0);
  duration = $state(0);
  playing = $state(false);
  speed = $state(1);
  from: number | null = $state(null);
  to: number | null = $state(null);
  /** Called with a whole stretch, each time one is marked. */
  onmarked: (from: number, to: number) => void = () => undefined;

  toggle(): void {
    const { element } = this;
    if (!element) return;
    if (element.paused) void element.play().catch(() => undefined);
    else element.pause();
  }

  seek(milliseconds: number): void {
    const to = Math.max(0, Math.min(this.duration, milliseconds));
    this.time = to;
    if (this.element) this.element.currentTime = to / 1000;
  }

  by(milliseconds: number): void {
    this.seek(this.time + milliseconds);
  }

  setSpeed(speed: number): void {
    this.speed = speed;
    if (this.element) this.element.playbackRate = speed;
  }

  markIn(): void {
    this.from = Math.round(this.time);
    if (this.to !== null && this.to <= this.from) this.to = null;
    this.#marked();
  }

  markOut(): void {
    this.to = Math.round(this.time);
    if (this.from !== null && this.from >= this.to) this.from = null;
    this.#marked();
  }

  mark(from: number, to: number): void {
    this.from = Math.round(from);
    this.to = Math.round(to);
    this.#marked();
  }

  clearMarks(): void {
    this.from = null;
    this.to = null;
  }

  #marked(): void {
    if (this.from !== null && this.to !== null) this.onmarked(this.from, this.to);
  }
}
