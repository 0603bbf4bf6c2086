package io.sluice.access;

import java.util.Optional;

/** What stands behind a token; its letter is the fifth character of the token. */
public enum CallerKind {
  /** An API token, for pipelines. */
  TOKEN('t'),
  /** A service account, for the platform's own processes. */
  SERVICE('s'),
  /** The session of a person who signed in. */
  USER('u'),
  /** The local bootstrap administrator. */
  ADMIN('a');

  private final char letter;

  CallerKind(char letter) {
    this.letter = letter;
  }

  /** The letter that marks tokens of this kind. */
  public char letter() {
    return letter;
  }

  /** The kind with that letter, if there is one. */
  public static Optional<CallerKind> ofLetter(char letter) {
    for (CallerKind kind : values()) {
      if (kind.letter == letter) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
