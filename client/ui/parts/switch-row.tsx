interface SwitchRowProps {
  readonly label: string;
  readonly isOn: boolean;
  /** The id of what explains it. */
  readonly explainedBy?: string;
  readonly onSwitch: (isOn: boolean) => void;
}

/** A setting that is on or off, in one line. */
export function SwitchRow({ label, isOn, explainedBy, onSwitch }: SwitchRowProps) {
  return (
    <label class="switch-row">
      <input
        type="checkbox"
        role="switch"
        checked={isOn}
        aria-checked={isOn}
        aria-describedby={explainedBy}
        onChange={({ currentTarget }) => onSwitch(currentTarget.checked)}
      />
      {label}
    </label>
  );
}
