package io.sluice.lineage.testing;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.sluice.access.testing.CatalogDouble;
import io.sluice.access.testing.PostgresResource;

/** What every test of the whole server stands on. */
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = PostgresResource.ROLE, value = "lineage"))
@QuarkusTestResource(CatalogDouble.class)
public abstract class LineageServerTest {}
