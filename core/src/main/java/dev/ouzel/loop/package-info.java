/** Time, order and chance: the engine has none of its own and asks for them here. */
package dev.ouzel.loop;
