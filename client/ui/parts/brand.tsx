import { HomeLink } from './home-link.tsx';

/** The name of the house, leading home. */
export function Brand() {
  return (
    <HomeLink class="brand">
      <svg viewBox="0 0 40 40" aria-hidden="true">
        <path d="M20 10.2a11 11 0 0 1 0 19.600 11 11 0 0 1 0-19.600Z" class="brand-heart" />
        <circle cx="15" cy="20" r="11" />
        <circle cx="25" cy="20" r="11" />
      </svg>
      <span>Parley</span>
    </HomeLink>
  );
}
