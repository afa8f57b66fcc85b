"""Lists every channel with its definition."""

from notifications.channels import Definition, chat, in_app, mail, push
from notifications.models import Channel

CHANNELS: dict[Channel, Definition] = {
    Channel.IN_APP: in_app.DEFINITION,
    Channel.MAIL: mail.DEFINITION,
    Channel.PUSH: push.DEFINITION,
    Channel.CHAT: chat.DEFINITION,
}
