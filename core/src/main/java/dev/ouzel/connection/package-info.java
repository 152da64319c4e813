/** X's own record of an app's connections. */
package dev.ouzel.connection;
