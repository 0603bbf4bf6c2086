package io.sluice.catalog.account.model;

import io.sluice.access.CallerKind;
import io.sluice.access.DatasetScope;
import io.sluice.access.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An account that is asked for.
 *
 * @param kind TOKEN or SERVICE
 * @param name its name
 * @param roles what it shall be
 * @param datasets what it shall be confined to
 * @param lifetime how long it shall live; empty means for ever
 */
public record NewAccount(
    CallerKind kind,
    String name,
    Set<Role> roles,
    Optional<List<DatasetScope>> datasets,
    Optional<Duration> lifetime) {}
