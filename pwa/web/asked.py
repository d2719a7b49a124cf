"""Numbers in addresses, where anybody may write any."""

LARGEST = 2**31 - 1  # that either database knows in a column of whole numbers


def whole(text: str) -> int:
    """What is asked for, as a `type` of `request.args.get`; ValueError for none of ours."""
    asked = int(text)
    if not 0 <= asked <= LARGEST:
        raise ValueError(text)
    return asked
