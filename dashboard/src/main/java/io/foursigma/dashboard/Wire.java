// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

/** The way to one page. Nothing here blocks. */
interface Wire {

    /**
     * Sends a text. At most one may be under way.
     *
     * @param text the text
     * @param sent called once the connection has taken all of it, possibly before this returns
     * @param lost called instead if the connection is lost
     */
    void send(String text, Runnable sent, Runnable lost);

    /** Says good-bye with a reason, behind what is under way. */
    void close(int status, String reason);

    /** Ends the connection at once. */
    void cut();
}
