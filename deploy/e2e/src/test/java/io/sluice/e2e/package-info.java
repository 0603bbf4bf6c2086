/**
 * What Sluice promises, tried from outside: processes that {@code ./sluice} starts from the built
 * tree, asked over HTTP, looked at with a real browser, and killed. {@link io.sluice.e2e.Platform}
 * is the one platform that all of these tests share; it lives under {@code target/}.
 */
@org.jspecify.annotations.NullMarked
package io.sluice.e2e;
