/** A list whose entries are dragged by a handle; places are in the list as it is shown. */
export class Dragging {
  /** The place of the entry that is dragged, null while none is. */
  from = $state<number | null>(null);
  /** Where it would be put now. */
  to = $state(0);
  #list: () => HTMLElement | undefined;
  #drop: (from: number, to: number) => void;

  constructor(list: () => HTMLElement | undefined, drop: (from: number, to: number) => void) {
    this.#list = list;
    this.#drop = drop;
  }

  /** Returns the handlers of the handle of the entry at `at`. */
  handle(at: number) {
    return {
      onpointerdown: (event: PointerEvent) => this.#begin(event, at),
      onpointermove: (event: PointerEvent) => this.#move(event),
      onpointerup: () => this.#end(true),
      onpointercancel: () => this.#end(false),
    };
  }

  #begin(event: PointerEvent, at: number): void {
    if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return;
    // The handle receives every movement until the button is released, wherever the pointer is.
    event.currentTarget.setPointerCapture(event.pointerId);
    event.preventDefault();
    [this.from, this.to] = [at, at];
  }

  #move(event: PointerEvent): void {
    if (this.from === null) return;
    const middles = [...(this.#list()?.children ?? [])].map((entry) => {
      const { top, height } = entry.getBoundingClientRect();
      return top + height / 2;
    });
    const others = middles.toSpliced(this.from, 1);
    this.to = others.filter((middle) => middle < event.clientY).length;
  }

  #end(isDropped: boolean): void {
    const { from, to } = this;
    this.from = null;
    if (isDropped && from !== null && from !== to) this.#drop(from, to);
  }

  /** Tells where the line is shown that says where the entry goes. */
  lineAt(at: number): 'above' | 'below' | null {
    if (this.from === null || this.to === this.from || at !== this.to) return null;
    return this.to < this.from ? 'above' : 'below';
  }
}
