import type { ComponentChildren } from 'preact';

interface PanelProps {
  readonly id: string;
  readonly title: string;
  readonly about?: string;
  readonly tools?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A part of a view, with its heading. */
export function Panel({ id, title, about, tools, children }: PanelProps) {
  return (
    <section class={`panel panel-${id}`} aria-labelledby={`${id}-title`}>
      <header>
        <div>
          <h2 id={`${id}-title`}>{title}</h2>
          {about !== undefined && <p class="about">{about}</p>}
        </div>
        {tools}
      </header>
      {children}
    </section>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly options: readonly { readonly text: string; readonly href: string; readonly current: boolean }[];
}

/** A few links of which one is current, such as month and year. */
export function Choice({ label, options }: ChoiceProps) {
  return (
    <nav class="choice" aria-label={label}>
      {options.map(({ text, href, current }) => (
        <a key={text} href={href} aria-current={current ? 'true' : undefined}>
          {text}
        </a>
      ))}
    </nav>
  );
}
