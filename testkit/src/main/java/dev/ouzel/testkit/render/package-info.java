/**
 * What X makes of a whole frame for one request: {@link dev.ouzel.testkit.render.Rendering} shows
 * the members and objects that were asked for, in X's wording of choice.
 */
package dev.ouzel.testkit.render;
