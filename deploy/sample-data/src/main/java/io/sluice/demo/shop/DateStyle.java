package io.sluice.demo.shop;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The ways in which the shop's systems write a date. */
public enum DateStyle {
  /** 2026-03-01, the web site. */
  ISO("uuuu-MM-dd"),
  /** 01/03/2026, the tills; the day comes first. */
  TILL("dd/MM/uuuu"),
  /** Mar 1 2026, the phone orders. */
  PHONE("MMM d uuuu"),
  /** 1 March 2026, the franchise's spreadsheet. */
  FRANCHISE("d MMMM uuuu"),
  /** 20260301, the old warehouse system. */
  COMPACT("uuuuMMdd");

  private final DateTimeFormatter formatter;

  DateStyle(String pattern) {
    this.formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  /** The date as this system writes it. */
  public String write(LocalDate date) {
    return formatter.format(date);
  }
}
