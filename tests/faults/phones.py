"""Phones with one mistake each: what they forget or send must show in the checked history."""

from uuid import uuid4

from chaos.phone import Item, Phone, Reply


class AnyOkay(Phone):
    """Any 200 is a receipt, as of a hotel's portal."""

    def takes(self, reply: Reply | None, item: Item) -> bool:
        return reply is not None and reply.status == 200


class DropsWhatIsRefused(Phone):
    """Whatever was answered, the item is done with."""

    def takes(self, reply: Reply | None, item: Item) -> bool:
        return reply is not None


class DeletesFirst(Phone):
    """The item leaves the outbox before it is sent."""

    def takes(self, reply: Reply | None, item: Item) -> bool:
        return True


class AnotherIdEachTime(Phone):
    """A retry looks like another answer."""

    def again(self, item: Item) -> Item:
        return item._replace(sent=item.sent._replace(id=str(uuid4())))


class BelievesTheId(Phone):
    """The digest of the receipt is not compared."""

    def takes(self, reply: Reply | None, item: Item) -> bool:
        known = reply is not None and reply.status in (200, 201) and isinstance(reply.said, dict)
        return bool(known and reply and reply.said.get("id") == item.sent.id)
