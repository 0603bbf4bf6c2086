package io.sluice.quality.server.testing;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.sluice.access.testing.CatalogDouble;
import io.sluice.access.testing.PostgresResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What every test of the running server stands on; all share one server. */
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = PostgresResource.ROLE, value = "quality"))
@QuarkusTestResource(CatalogDouble.class)
@QuarkusTestResource(Neighbours.class)
@QuarkusTestResource(DataRoot.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface QualityServerTest {}
