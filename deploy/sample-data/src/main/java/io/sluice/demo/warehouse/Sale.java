package io.sluice.demo.warehouse;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One sale as the warehouse keeps it.
 *
 * @param orderId the order's number
 * @param orderedOn the day of the order
 * @param store the store's one spelling
 * @param category the kind of goods
 * @param customerEmail the customer, if known
 * @param quantity pieces
 * @param revenue what was paid; null for cancelled orders without an amount
 * @param status paid, shipped, returned or cancelled
 */
public record Sale(
    String orderId,
    LocalDate orderedOn,
    String store,
    String category,
    @Nullable String customerEmail,
    int quantity,
    @Nullable BigDecimal revenue,
    String status) {}
