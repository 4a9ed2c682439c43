import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface ModalProps {
  readonly title: string;
  /** `alertdialog` where somebody waits for an answer. */
  readonly role: 'dialog' | 'alertdialog';
  /** Escape was pressed. */
  readonly onEscape: () => void;
  readonly children: ComponentChildren;
}

/** Before everything else, which can't be used meanwhile. The first button has the focus, and whoever had it has it after. */
export function Modal({ title, role, onEscape, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="ring-dialog"
      role={role}
      aria-labelledby="ring-title"
      onCancel={(event) => {
        event.preventDefault();
        onEscape();
      }}
    >
      <h2 id="ring-title" aria-live="assertive">
        <bdi>{title}</bdi>
      </h2>
      {children}
    </dialog>
  );
}
