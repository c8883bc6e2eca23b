"""`playbook accounts`: what is known of accounts, in and out of their profiles."""

from __future__ import annotations

import typer

from playbook.cli import columns as columns_command
from playbook.cli import money as money_command
from playbook.cli import read_card as read_card_command
from playbook.cli import template as template_command

accounts = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="What is known of accounts: sheets of them, filled coffee cards, and the money case.",
)
"""The commands under `playbook accounts`."""
accounts.command("read-card")(read_card_command.read_card)
accounts.command("money")(money_command.money)
accounts.command("columns")(columns_command.columns)
accounts.command("template")(template_command.template)
