"""``python -m quotebank.training``: train, export, calibrate, measure."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click


@click.group()
def main() -> None:
    """Train the reader and export it.

    \b
    python -m quotebank.training train DATA --base model.safetensors --tokenizer tokenizer.json --out runs/one
    python -m quotebank.training export runs/one quotebank/reader/model --tokenizer tokenizer.json --version 1
    python -m quotebank.training calibrate quotebank/reader/model DATA
    python -m quotebank.training calibrate-speakers quotebank/people/data DATA
    python -m quotebank.training measure quotebank/reader/model DATA
    python -m quotebank.training record quotebank/reader/model "PolNeAR dev" scores.json
    """


@main.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--base", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--tokenizer", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--out", type=click.Path(path_type=Path), required=True)
@click.option("--epochs", default=7, show_default=True)
@click.option("--encoder-rate", default=1.5e-4, show_default=True, help="Top rate of the encoder.")
@click.option("--seed", default=1, show_default=True)
@click.option("--threads", default=2, show_default=True)
@click.option(
    "--start",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of an earlier run: go on from its best weights, not from the base's.",
)
@click.option(
    "--teacher",
    "teachers",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of an earlier run to learn from as well; may be given several times.",
)
@click.option("--trust", default=0.5, show_default=True, help="The teachers' share of the loss.")
@click.option("--extra", default=0.3, show_default=True, help="Share of the extra corpora in an epoch.")
@click.option("--limit", type=int, help="Only so many documents: to try the command out.")
def train(
    data: Path,
    base: Path,
    tokenizer: Path,
    out: Path,
    epochs: int,
    encoder_rate: float,
    seed: int,
    threads: int,
    start: Path | None,
    teachers: tuple[Path, ...],
    trust: float,
    extra: float,
    limit: int | None,
) -> None:
    """Fine-tune BASE on the corpora in DATA; the same command again goes on where it stopped."""
    from quotebank.training.plan import Plan
    from quotebank.training.train import train as run

    run(
        Plan(
            data=data,
            base=base,
            tokenizer=tokenizer,
            out=out,
            epochs=epochs,
            encoder_rate=encoder_rate,
            seed=seed,
            threads=threads,
            start=start,
            teachers=teachers,
            trust=trust,
            extra=extra,
            limit=limit,
        )
    )


@main.command()
@click.argument("run", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--tokenizer", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--version", required=True, help="Names the weights in every analysis.")
@click.option("--commit", default="", help="The commit whose code trained them.")
def export(run: Path, folder: Path, tokenizer: Path, version: str, commit: str) -> None:
    """Write the best weights of RUN to the model folder FOLDER as int8 ONNX."""
    from quotebank.training.export import export as write

    write(run, tokenizer, folder, version=version, about={"commit": commit})


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
def calibrate(folder: Path, data: Path) -> None:
    """Fit the confidence of the model in FOLDER on the development articles in DATA."""
    from quotebank.training.calibrate import calibrate as fit

    for name, value in fit(folder, data).items():
        click.echo(f"{name}: {value:.4g}")


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
def calibrate_speakers(folder: Path, data: Path) -> None:
    """Fit the confidence of the speaker decision on DATA and write it into FOLDER."""
    from quotebank.training.calibrate_speakers import calibrate_speakers as fit

    for name, value in fit(folder, data).items():
        click.echo(f"{name}: {value:.4g}")


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
def measure(folder: Path, data: Path) -> None:
    """Measure names (F1) and tags (accuracy) of the model in FOLDER on the held parts of DATA."""
    from quotebank.training.names_and_tags import names_and_tags

    for name, value in names_and_tags(folder, data).items():
        click.echo(f"{name}: {value:.1f}")


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("name")
@click.argument("scores", type=click.File(encoding="utf8"))
def record(folder: Path, name: str, scores: TextIO) -> None:
    """Put measured SCORES (a JSON object) under NAME into the manifest of the model in FOLDER."""
    import json

    from quotebank.reader.manifest import MANIFEST

    path = folder / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf8"))
    manifest.setdefault("scores", {})[name] = json.load(scores)
    path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
