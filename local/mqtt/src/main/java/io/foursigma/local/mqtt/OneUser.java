// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import java.util.Optional;

/** Lets one user in, and to no topic under {@code forbidden}. */
final class OneUser implements ExtensionMain {

    private final String user;
    private final String password;

    OneUser(String user, String password) {
        this.user = user;
        this.password = password;
    }

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        SimpleAuthenticator authenticator = this::authenticate;
        Services.securityRegistry().setAuthenticatorProvider(provided -> authenticator);
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {}

    private void authenticate(SimpleAuthInput input, SimpleAuthOutput output) {
        boolean known = input.getConnectPacket().getUserName().equals(Optional.of(user))
                && input.getConnectPacket()
                        .getPassword()
                        .map(given -> UTF_8.decode(given).toString().equals(password))
                        .orElse(false);
        if (!known) {
            output.failAuthentication(ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD, "nobody is known so");
            return;
        }
        TopicPermission forbidden = Builders.topicPermission()
                .topicFilter("forbidden/#")
                .type(TopicPermission.PermissionType.DENY)
                .build();
        TopicPermission rest = Builders.topicPermission().topicFilter("#").build();
        output.getDefaultPermissions().add(forbidden);
        output.getDefaultPermissions().add(rest);
        output.authenticateSuccessfully();
    }
}
