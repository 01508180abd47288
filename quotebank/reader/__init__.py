"""The model at run time: text to labelled spans. The only room that knows onnxruntime."""

from __future__ import annotations

from quotebank.reader._reader import SHIPPED, Reader

__all__ = ["SHIPPED", "Reader"]
