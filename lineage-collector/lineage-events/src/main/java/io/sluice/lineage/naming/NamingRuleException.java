package io.sluice.lineage.naming;

/** Rules that cannot be used, with the place of the fault. */
public final class NamingRuleException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String pointer;

  NamingRuleException(String pointer, String message) {
    super(message);
    this.pointer = pointer;
  }

  /** The JSON pointer of what is wrong, from the list of rules on. */
  public String pointer() {
    return pointer;
  }
}
