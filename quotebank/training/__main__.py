"""``python -m quotebank.training``: train, then export."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def main() -> None:
    """Train the reader and export it.

    \b
    python -m quotebank.training train DATA --base model.safetensors --tokenizer tokenizer.json --out runs/one
    python -m quotebank.training export runs/one quotebank/reader/model
    """


@main.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--base", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--tokenizer", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--out", type=click.Path(path_type=Path), required=True)
@click.option("--epochs", default=7, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--threads", default=2, show_default=True)
@click.option(
    "--extra", default=0.3, show_default=True, help="Share of the extra corpora in an epoch."
)
@click.option("--limit", type=int, help="Only so many documents: to try the command out.")
def train(
    data: Path,
    base: Path,
    tokenizer: Path,
    out: Path,
    epochs: int,
    seed: int,
    threads: int,
    extra: float,
    limit: int | None,
) -> None:
    """Fine-tune BASE on the corpora in DATA; the same command again goes on where it stopped."""
    from quotebank.training.train import Plan
    from quotebank.training.train import train as run

    run(
        Plan(
            data=data,
            base=base,
            tokenizer=tokenizer,
            out=out,
            epochs=epochs,
            seed=seed,
            threads=threads,
            extra=extra,
            limit=limit,
        )  # fmt: skip
    )


if __name__ == "__main__":
    main()
