/** How files get to where rules may read them: whole or not at all. */
@NullMarked
package io.sluice.demo.files;

import org.jspecify.annotations.NullMarked;
