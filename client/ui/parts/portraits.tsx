/** Two people who see each other. Says nothing that the words beside it don't. */
export function Portraits() {
  return (
    <div class="portraits" aria-hidden="true">
      <svg aria-hidden="true" viewBox="0 0 520 440" preserveAspectRatio="xMidYMid slice">
        <linearGradient id="evening" x2="1" y2="1">
          <stop offset="0" stop-color="#f4cba6" />
          <stop offset=".55" stop-color="#c78a90" />
          <stop offset="1" stop-color="#514d78" />
        </linearGradient>
        <rect width="520" height="440" fill="url(#evening)" />
        <rect x="36" y="48" width="104" height="168" rx="10" fill="#fff" opacity=".16" />
        <rect x="392" y="36" width="92" height="120" rx="10" fill="#fff" opacity=".12" />
        <path d="M96 440c8-88 74-132 164-132s156 44 164 132Z" fill="#2f3b57" />
        <rect x="236" y="262" width="48" height="72" rx="22" fill="#d39a76" />
        <ellipse cx="260" cy="208" rx="62" ry="78" fill="#e4b08a" />
        <path
          d="M194 212c-10-72 22-116 68-116s76 40 66 114c-10-44-28-60-68-62-38 4-56 22-66 64Z"
          fill="#3a2a2c"
        />
      </svg>
      <svg aria-hidden="true" viewBox="0 0 320 240" preserveAspectRatio="xMidYMid slice">
        <linearGradient id="daylight" x2="0" y2="1">
          <stop offset="0" stop-color="#90b8c3" />
          <stop offset="1" stop-color="#3d5266" />
        </linearGradient>
        <rect width="320" height="240" fill="url(#daylight)" />
        <path d="M62 240c6-52 44-74 98-74s92 22 98 74Z" fill="#b4532f" />
        <rect x="145" y="138" width="30" height="44" rx="14" fill="#a9744f" />
        <ellipse cx="160" cy="110" rx="38" ry="47" fill="#bd8660" />
        <path
          d="M120 108c-4-44 16-64 40-64s44 20 40 62c-8-22-22-28-40-28s-32 8-40 30Z"
          fill="#1d1a1c"
        />
      </svg>
    </div>
  );
}
