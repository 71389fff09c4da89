package io.selvage.command.messaging;

import io.selvage.bus.MessageBus;
import io.selvage.command.CommandConfig;
import io.selvage.command.Commands;
import io.selvage.command.CoreCommands;
import io.selvage.contracts.topic.Topics;
import io.selvage.service.Pages;
import io.selvage.service.secret.SecretStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MessagingConfiguration {

    @Bean
    Replies replies(Commands commands, CoreCommands coreCommands, Pages pages) {
        return new Replies(commands, coreCommands, pages);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    InternalRequests internalRequests(MessageBus bus, Topics topics, Replies replies) {
        return new InternalRequests(bus, topics, replies);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    ExternalLink externalLink(CommandConfig config, SecretStore secrets, Replies replies) {
        return new ExternalLink(config, secrets, replies);
    }
}
