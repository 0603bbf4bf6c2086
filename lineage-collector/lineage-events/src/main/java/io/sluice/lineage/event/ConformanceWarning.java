package io.sluice.lineage.event;

/**
 * Something in an event that departs from the specification without making the event unusable.
 *
 * @param pointer the JSON pointer of the place
 * @param code what is wrong, stable and in capitals
 * @param message what is wrong, for a person
 */
public record ConformanceWarning(String pointer, String code, String message) {}
